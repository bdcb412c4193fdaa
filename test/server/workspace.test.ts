/** Features that look into other files of the workspace, open or not. */
import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CompletionItem,
  DocumentLink,
  Hover,
  Location,
  SignatureHelp,
  TextDocumentEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { BLOCKS_AND_MODELS, Folder } from './folder.ts';
import type { Server } from './server.ts';

describe('the workspace', () => {
  const folder = new Folder(BLOCKS_AND_MODELS);
  let server: Server;
  const open = (name: keyof typeof BLOCKS_AND_MODELS) => server.open(folder.uri(name), BLOCKS_AND_MODELS[name]);

  before(async () => {
    server = await folder.serve({
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
      workspace: { workspaceEdit: { documentChanges: true } },
    });
    await open('a.nn');
    await open('c.nn');
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  /** The files after an edit, those that it changes. */
  function applied({ documentChanges }: WorkspaceEdit): Record<string, string> {
    const changes = (documentChanges ?? []) as TextDocumentEdit[];
    return Object.fromEntries(
      changes.map(({ textDocument: { uri, version }, edits }) => {
        const name = folder.place({ uri, range: { start: { line: 0 } } }).split(':')[0] ?? '';
        // Open documents are told apart from files by their version.
        assert.equal(version, name === 'a.nn' || name === 'c.nn' ? 1 : null);
        const document = TextDocument.create(uri, '', 0, folder.texts[name] ?? '');
        return [name, TextDocument.applyEdits(document, edits as never)];
      }),
    );
  }

  it('defines names in files that are imported', async () => {
    const found = await server.request<Location>('textDocument/definition', folder.at('a.nn', 'Unit(4)'));
    assert.equal(folder.place(found), 'blocks/unit.nn:2');
    const parameter = await server.request<Location>('textDocument/definition', folder.at('a.nn', 'stride=2'));
    assert.deepEqual([folder.place(parameter), parameter.range.start.character], ['blocks/unit.nn:2', 18]);
    const path = await server.request<Location>('textDocument/definition', folder.at('a.nn', './blocks'));
    assert.equal(folder.place(path), 'blocks/unit.nn:1');
  });

  it('links the path of an import to the file', async () => {
    const textDocument = { uri: folder.uri('a.nn') };
    const links = await server.request<DocumentLink[]>('textDocument/documentLink', { textDocument });
    assert.deepEqual(
      links.map(({ target }) => target),
      [folder.uri('blocks', 'unit.nn')],
    );
  });

  it('finds references in all files', async () => {
    const params = { ...folder.at('a.nn', 'Unit(4)'), context: { includeDeclaration: true } };
    const found = await server.request<Location[]>('textDocument/references', params);
    assert.deepEqual(found.map((location) => folder.place(location)).sort(), [
      'a.nn:1',
      'a.nn:4',
      'a.nn:5',
      'blocks/unit.nn:2',
      'deep/b.nn:1',
      'deep/b.nn:1',
      'deep/b.nn:4',
    ]);
  });

  it('renames in all files', async () => {
    const rename = async (needle: string, newName: string) =>
      applied(await server.request('textDocument/rename', { ...folder.at('a.nn', needle), newName }));
    const texts = BLOCKS_AND_MODELS;
    assert.deepEqual(await rename('Unit(4)', 'Cell'), {
      'a.nn': texts['a.nn'].replaceAll('Unit', 'Cell'),
      'blocks/unit.nn': texts['blocks/unit.nn'].replaceAll('Unit', 'Cell'),
      'deep/b.nn': texts['deep/b.nn'].replaceAll('Unit', 'Cell'),
    });
    assert.deepEqual(await rename('stride=2', 'step'), {
      'a.nn': texts['a.nn'].replace('stride', 'step'),
      'blocks/unit.nn': texts['blocks/unit.nn'].replace('stride =', 'step =').replace('=stride', '=step'),
    });
    assert.deepEqual(await rename('A {', 'Z'), { 'a.nn': texts['a.nn'].replace('model A', 'model Z') });
  });

  it('explains and helps with what is imported', async () => {
    const { contents } = await server.request<Hover>('textDocument/hover', folder.at('a.nn', 'Unit(8'));
    assert.match((contents as { value: string }).value, /block Unit\(width, stride=1\).*from `\.\/blocks\/unit\.nn`/s);
    const help = await server.request<SignatureHelp>('textDocument/signatureHelp', folder.at('a.nn', 'stride=2', 7));
    assert.deepEqual([help.signatures[0]?.label, help.activeParameter], ['Unit(width, stride=1)', 1]);
  });

  it('has symbols of all files', async () => {
    const symbols = await server.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'u' });
    assert.deepEqual(
      symbols.map(({ name, location }) => `${name} ${folder.place(location as Location)}`),
      ['Unit blocks/unit.nn:2'],
    );
  });

  it('says what calls a block and what it calls', async () => {
    const prepare = (needle: string) =>
      server.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', folder.at('a.nn', needle));
    const [unit] = await prepare('Unit(4)');
    const incoming = await server.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: unit });
    assert.deepEqual(incoming.map(({ from }) => from.name).sort(), ['A', 'B']);
    const [model] = await prepare('A {');
    const outgoing = await server.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: model });
    assert.deepEqual(
      outgoing.map(({ to, fromRanges }) => [to.name, fromRanges.length]),
      [['Unit', 2]],
    );
  });

  it('completes blocks of other files and imports them', async () => {
    const items = await server.request<CompletionItem[]>('textDocument/completion', folder.at('c.nn', 'Unit(4)', 4));
    const unit = items.find(({ label }) => label === 'Unit');
    assert.deepEqual(
      unit?.additionalTextEdits?.map(({ newText }) => newText),
      ['import { Unit } from "./blocks/unit.nn"\n'],
    );
    const relu = await server.request<CompletionItem>(
      'completionItem/resolve',
      items.find(({ label }) => label === 'relu'),
    );
    assert.match((relu.documentation as { value: string }).value, /^max\(0, x\)/);
  });

  it('imports what a file does not know as a quick fix', async () => {
    const { textDocument, position } = folder.at('c.nn', 'Unit(4)');
    const range = { start: position, end: position };
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title === 'Import Unit from "./blocks/unit.nn"');
    const mended = applied(action!.edit!)['c.nn']!;
    assert.equal(mended, `import { Unit } from "./blocks/unit.nn"\n${BLOCKS_AND_MODELS['c.nn']}`);
    assert.deepEqual((await server.change(textDocument.uri, 2, [{ text: mended }])).diagnostics, []);
    await server.change(textDocument.uri, 1, [{ text: BLOCKS_AND_MODELS['c.nn'] }]);
  });

  it('rewrites imports when a file or folder is renamed', async () => {
    const rename = async (from: string, to: string) =>
      applied(
        await server.request('workspace/willRenameFiles', {
          files: [{ oldUri: folder.uri(from), newUri: folder.uri(to) }],
        }),
      );
    const texts = BLOCKS_AND_MODELS;
    assert.deepEqual(await rename('blocks/unit.nn', 'blocks/cell.nn'), {
      'a.nn': texts['a.nn'].replace('unit.nn', 'cell.nn'),
      'deep/b.nn': texts['deep/b.nn'].replace('unit.nn', 'cell.nn'),
    });
    assert.deepEqual(await rename('deep', 'much/deeper'), {
      'deep/b.nn': texts['deep/b.nn'].replace('../blocks', '../../blocks'),
    });
    const nothing = [{ oldUri: folder.uri('c.nn'), newUri: folder.uri('d.nn') }];
    assert.equal(await server.request('workspace/willRenameFiles', { files: nothing }), null);
  });
});

describe('several roots', () => {
  const folder = new Folder({ ...BLOCKS_AND_MODELS, 'other/d.nn': 'block Other { relu }\n' });
  after(() => folder.remove());

  it('are all looked into, as they come and go', async () => {
    const server = await folder.serve({ workspace: { workspaceFolders: true } }, { folders: ['blocks', 'deep'] });
    const names = async () =>
      (await server.request<WorkspaceSymbol[]>('workspace/symbol', { query: '' })).map(({ name }) => name);
    assert.deepEqual(await names(), ['half', 'Unit', 'B']);
    const root = (name: string) => ({ uri: folder.uri(name), name });
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [root('other')], removed: [root('deep')] },
    });
    assert.deepEqual(await names(), ['half', 'Unit', 'Other']);
    await server.stop();
  });
});
