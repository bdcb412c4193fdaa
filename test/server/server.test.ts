import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SemanticTokens,
  ServerCapabilities,
  SignatureHelp,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pageLink } from '../../server/page-link.ts';
import type { JobResult } from '../../server/protocol/requests.ts';
import { Server } from './server.ts';

const lenet = readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'lenet.nn'), 'utf8');
const broken = 'model A {\n  input(x, 7x7x3)\n  conv(8, 3x3, stride=3)\n}\n';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe('the language server', () => {
  let server: Server;
  let capabilities: ServerCapabilities;
  let opened = 0;
  /** Opens the text under an address of its own. */
  const open = async (text: string) => {
    const uri = `file:///test/${opened++}.nn`;
    return { uri, published: await server.open(uri, text), textDocument: { uri } };
  };
  /** The place of `needle` in the text, moved by `by` characters. */
  const at = (text: string, needle: string, by = 0) =>
    TextDocument.create('', '', 0, text).positionAt(text.indexOf(needle) + by);

  before(async () => {
    ({ server, capabilities } = await Server.start());
  });
  after(() => server.stop());

  it('says what it can', () =>
    assert.deepEqual(capabilities, {
      positionEncoding: 'utf-16',
      textDocumentSync: 2,
      callHierarchyProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll', 'source.organizeImports'] },
      codeLensProvider: {},
      completionProvider: { triggerCharacters: ['(', ',', '=', '>', '.', '"', '/'], resolveProvider: true },
      definitionProvider: true,
      documentFormattingProvider: true,
      documentHighlightProvider: true,
      documentLinkProvider: {},
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
      documentRangeFormattingProvider: true,
      documentSymbolProvider: true,
      executeCommandProvider: { commands: ['netwright.chooseInstantiation'] },
      foldingRangeProvider: true,
      hoverProvider: true,
      inlayHintProvider: true,
      referencesProvider: { workDoneProgress: true },
      renameProvider: { prepareProvider: true },
      selectionRangeProvider: true,
      semanticTokensProvider: {
        legend: {
          tokenTypes: ['function', 'variable', 'parameter', 'class', 'method'],
          tokenModifiers: ['definition'],
        },
        range: true,
        full: { delta: true },
      },
      signatureHelpProvider: { triggerCharacters: ['(', ','] },
      workspace: {
        fileOperations: {
          willRename: {
            filters: [
              { scheme: 'file', pattern: { glob: '**/*.nn', matches: 'file' } },
              { scheme: 'file', pattern: { glob: '**', matches: 'folder' } },
            ],
          },
        },
        workspaceFolders: { supported: true, changeNotifications: true },
      },
      workspaceSymbolProvider: { workDoneProgress: true },
    }));

  it('finds nothing wrong with the example', async () => {
    assert.deepEqual((await open(lenet)).published.diagnostics, []);
  });

  it('says the arithmetic, underlines the argument and mends it', async () => {
    const { uri, published, textDocument } = await open(broken);
    const [diagnostic, ...rest] = published.diagnostics;
    assert.deepEqual(rest, []);
    assert.deepEqual(diagnostic, {
      range: { start: { line: 2, character: 15 }, end: { line: 2, character: 23 } },
      severity: 1,
      code: 'window-does-not-fit',
      codeDescription: { href: pageLink('window-does-not-fit') },
      source: 'netwright',
      message:
        'conv 3×3, stride 3 does not fit a 7×7 input: (7 − 3)/3 + 1 = 2.33; the last row and column are never seen. Strides 1, 2 and 4 fit, as does pad=1.',
      relatedInformation: [],
    });
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Set stride=1 ⟶ 5×5×8',
        'Set stride=2 ⟶ 3×3×8',
        'Set stride=4 ⟶ 2×2×8',
        'Set pad=1 ⟶ 3×3×8',
        'Set kernel=1 ⟶ 3×3×8',
        'Set kernel=4 ⟶ 2×2×8',
      ],
    );
    let version = 1;
    for (const { title, edit } of actions) {
      const [change] = edit?.changes?.[uri] ?? [];
      const mended = TextDocument.applyEdits(TextDocument.create(uri, '', 0, broken), [change!]);
      const after = await server.change(uri, ++version, [{ text: mended }]);
      assert.deepEqual(after.diagnostics, [], title);
    }
  });

  it('shows the shape and parameters of every layer', async () => {
    const { textDocument } = await open(lenet);
    const hints = await server.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: all });
    assert.deepEqual(
      hints.map(({ label }) => label),
      [
        '⟶ 28×28×1',
        '⟶ 28×28×6 · 156 params',
        '⟶ 28×28×6',
        '⟶ 14×14×6',
        '⟶ 10×10×16 · 2,416 params',
        '⟶ 10×10×16',
        '⟶ 5×5×16',
        '⟶ 400',
        '⟶ 120 · 48,120 params',
        '⟶ 120',
        '⟶ 84 · 10,164 params',
        '⟶ 84',
        '⟶ 10 · 850 params',
      ],
    );
  });

  it('gives shapes for the half of a file that is there', async () => {
    const half = lenet.slice(0, lenet.indexOf('conv2 = conv(16') + 'conv2 = conv(16'.length);
    const { textDocument } = await open(half);
    const hints = await server.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: all });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['⟶ 28×28×1', '⟶ 28×28×6 · 156 params', '⟶ 28×28×6', '⟶ 14×14×6', '⟶ ?×?×16 · ? params'],
    );
  });

  it('explains a layer on hover', async () => {
    const { textDocument } = await open(lenet);
    const found = await server.request<Hover>('textDocument/hover', { textDocument, position: at(lenet, 'relu', 1) });
    assert.deepEqual(found, {
      range: { start: at(lenet, 'relu'), end: at(lenet, 'relu', 4) },
      contents: {
        kind: 'markdown',
        value: [
          '```netwright\nrelu\n```',
          '**28×28×6 ⟶ 28×28×6**',
          '| | |\n| --- | --- |\n| id | `relu1` |\n| activations | 18.4 KiB per image |\n| receptive field | 5×5 |',
          'max(0, x), element by element. Backward passes the gradient where the output is above zero.',
          '*CS231n, lecture 6; Nair and Hinton, 2010*',
        ].join('\n\n'),
      },
    });
  });

  it('totals models and offers to train', async () => {
    const { uri, textDocument } = await open(lenet);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      [
        '61,706 params · 416,520 MACs · 61.7 KiB activations per image',
        '▶ Train',
        '6.0 MiB to train at batch 64 · at most 85,481 fit in 4.0 GiB',
      ],
    );
    assert.deepEqual(lenses[1]?.command?.arguments, [uri, 'LeNet5']);
  });

  it('gives the job of a train, and refuses one with errors by naming the line', async () => {
    const { uri } = await open(lenet);
    const good = await server.request<JobResult>('netwright/job', { uri, train: 'LeNet5' });
    assert.ok(good.ok);
    assert.equal(good.graph.params, 61_706);
    assert.equal(good.settings.batch, 64);
    const text = lenet.replace('pad=2', 'stride=4');
    const bad = await server.request<JobResult>('netwright/job', { uri: (await open(text)).uri, train: 'LeNet5' });
    assert.ok(!bad.ok);
    assert.deepEqual(bad, {
      ok: false,
      line: 7,
      message:
        'Line 7: conv 5×5, stride 4 does not fit a 28×28 input: (28 − 5)/4 + 1 = 6.75; the last 3 rows and last 3 columns are never seen. Stride 1 fits, as do pad=1 and 3.',
    });
  });

  it('outlines the file', async () => {
    const { textDocument } = await open(lenet);
    const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ['LeNet5: model', 'digits: data', 'LeNet5: train on digits'],
    );
    assert.deepEqual(
      symbols[0]?.children?.map(({ name, detail }) => `${name}: ${detail}`),
      [
        'image: 28×28×1',
        'conv1: conv ⟶ 28×28×6',
        'relu1: relu ⟶ 28×28×6',
        'maxpool1: maxpool ⟶ 14×14×6',
        'conv2: conv ⟶ 10×10×16',
        'relu2: relu ⟶ 10×10×16',
        'maxpool2: maxpool ⟶ 5×5×16',
        'flatten1: flatten ⟶ 400',
        'fc1: dense ⟶ 120',
        'relu3: relu ⟶ 120',
        'fc2: dense ⟶ 84',
        'relu4: relu ⟶ 84',
        'scores: dense ⟶ 10',
      ],
    );
  });

  it('completes half-typed text', async () => {
    const text = 'model A {\n  input(x, 8x8x1)\n  maxpool(2x2, round=\n}';
    const { textDocument } = await open(text);
    const position = at(text, 'round=', 6);
    const items = await server.request<CompletionItem[]>('textDocument/completion', { textDocument, position });
    assert.deepEqual(items, [
      { label: 'auto', kind: 20, documentation: 'Round down, and say so when part of the input is never seen.' },
      { label: 'floor', kind: 20, documentation: 'Round down; it is meant.' },
      {
        label: 'ceil',
        kind: 20,
        documentation:
          "Round up: the last window may hang over the end, as long as it starts in the input or the padding before it (PyTorch's ceil_mode).",
      },
    ]);
  });

  it('helps with signatures', async () => {
    const text = 'model A {\n  input(x, 8x8x1)\n  conv(8, 3x3, \n}';
    const { textDocument } = await open(text);
    const help = await server.request<SignatureHelp>('textDocument/signatureHelp', {
      textDocument,
      position: at(text, '3x3, ', 5),
    });
    assert.equal(help.signatures[0]?.label, 'conv(filters, kernel, stride=1, pad=0, dilation=1, groups=1, bias=true)');
    assert.equal(help.activeParameter, 2);
  });

  it('finds and renames what has a name', async () => {
    const { uri, textDocument } = await open(lenet);
    const use = at(lenet, 'dense(classes)', 8);
    const definition = await server.request<Location>('textDocument/definition', { textDocument, position: use });
    assert.deepEqual(definition.range.start, at(lenet, 'classes = 10'));
    const edit = await server.request<WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position: use,
      newName: 'n',
    });
    const renamed = TextDocument.applyEdits(TextDocument.create(uri, '', 0, lenet), edit.changes![uri]!);
    assert.equal(renamed, lenet.replace('classes = 10', 'n = 10').replace('dense(classes)', 'dense(n)'));
    assert.deepEqual((await open(renamed)).published.diagnostics, []);
    const prepared = await server.request('textDocument/prepareRename', { textDocument, position: use });
    assert.deepEqual(prepared, {
      range: { start: at(lenet, 'classes)'), end: at(lenet, 'classes)', 7) },
      placeholder: 'classes',
    });
    const uses = await server.request<Location[]>('textDocument/references', {
      textDocument,
      position: use,
      context: { includeDeclaration: true },
    });
    const read = await server.request<DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument,
      position: use,
    });
    assert.deepEqual(
      uses.map(({ range }) => range.start),
      [at(lenet, 'classes = 10'), at(lenet, 'classes)')],
    );
    assert.deepEqual(
      read.map(({ kind }) => kind),
      [3, 2],
    );
    await assert.rejects(
      server.request('textDocument/rename', { textDocument, position: use, newName: '3x' }),
      /^Error: 3x is no name: letters, digits and _ after a letter or _\.$/,
    );
  });

  it('folds and colors', async () => {
    const { textDocument } = await open(lenet);
    const folds = await server.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    const line = (needle: string) => at(lenet, needle).line;
    assert.deepEqual(folds, [
      { startLine: line('model'), endLine: line('scores') },
      { startLine: line('data digits'), endLine: line('normalize') },
      { startLine: line('train LeNet5'), endLine: line('seed      =') },
      { startLine: 0, endLine: 1, kind: 'comment' },
    ]);
    const { data } = await server.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    const model = at(lenet, 'LeNet5(');
    assert.deepEqual(data.slice(0, 10), [model.line, model.character, 6, 3, 1, 0, 7, 7, 2, 1]);
  });
});
