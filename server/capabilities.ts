/** What the server can, as it tells the editor. */
import {
  type ClientCapabilities,
  type FileOperationRegistrationOptions,
  type PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { codeActionKinds } from './features/code-action.ts';
import { legend } from './features/semantic-tokens.ts';
import { chooseInstantiationCommand } from './protocol/requests.ts';

const renamedFiles: FileOperationRegistrationOptions = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.nn', matches: 'file' } },
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' } },
  ],
};

/** `ours`: the editor runs our extension, which has the commands of code lenses itself. */
export const capabilitiesFor = (
  client: ClientCapabilities,
  encoding: PositionEncodingKind,
  ours: boolean,
): ServerCapabilities => ({
  positionEncoding: encoding,
  textDocumentSync: TextDocumentSyncKind.Incremental,
  callHierarchyProvider: true,
  codeActionProvider: { codeActionKinds: [...codeActionKinds] },
  codeLensProvider: {},
  completionProvider: { triggerCharacters: ['(', ',', '=', '>', '.', '"', '/'], resolveProvider: true },
  definitionProvider: true,
  documentFormattingProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  documentRangeFormattingProvider: true,
  documentSymbolProvider: true,
  ...(ours ? {} : { executeCommandProvider: { commands: [chooseInstantiationCommand] } }),
  foldingRangeProvider: true,
  hoverProvider: true,
  inlayHintProvider: true,
  referencesProvider: { workDoneProgress: true },
  renameProvider: { prepareProvider: true },
  selectionRangeProvider: true,
  semanticTokensProvider: { legend, range: true, full: { delta: true } },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  workspace: {
    fileOperations: { willRename: renamedFiles },
    workspaceFolders: { supported: true, changeNotifications: true },
  },
  workspaceSymbolProvider: { workDoneProgress: true },
  // Others are told of what is wrong.
  ...(client.textDocument?.diagnostic === undefined
    ? {}
    : {
        diagnosticProvider: {
          identifier: 'netwright',
          interFileDependencies: true,
          workspaceDiagnostics: true,
          workDoneProgress: true,
        },
      }),
});
