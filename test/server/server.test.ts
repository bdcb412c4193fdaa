import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  SignatureHelp,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JobResult } from '../../server/protocol/requests.ts';
import { Server } from './server.ts';

const lenet = readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'lenet.nn'), 'utf8');
const broken = 'model A {\n  input(x, 7x7x3)\n  conv(8, 3x3, stride=3)\n}\n';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe('the language server', () => {
  let server: Server;
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
    ({ server } = await Server.start());
  });
  after(() => server.stop());

  it('finds nothing wrong with the example', async () => {
    assert.deepEqual((await open(lenet)).published.diagnostics, []);
  });

  it('says the arithmetic, underlines the argument and mends it', async () => {
    const { uri, published, textDocument } = await open(broken);
    const [diagnostic, ...rest] = published.diagnostics;
    assert.deepEqual(rest, []);
    assert.equal(diagnostic?.code, 'window-does-not-fit');
    assert.match(String(diagnostic.message), /\(7 − 3\)\/3 \+ 1 = 2\.33/);
    assert.deepEqual(diagnostic.range, { start: { line: 2, character: 15 }, end: { line: 2, character: 23 } });
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
    const found = await server.request<Hover>('textDocument/hover', { textDocument, position: at(lenet, 'conv(6', 1) });
    const { value } = found.contents as { value: string };
    for (const part of [
      'conv(filters, kernel, stride=1, pad=0, bias=true)',
      '**28×28×1 ⟶ 28×28×6**',
      '(28 − 5 + 2·2)/1 + 1 = 28',
      '| parameters | 156 |',
      '| receptive field | 5×5 |',
    ]) {
      assert.ok(value.includes(part), `${part}\n${value}`);
    }
  });

  it('totals models and offers to train', async () => {
    const { uri, textDocument } = await open(lenet);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      [
        '61,706 params · 416,520 multiply-adds · 61.7 KiB of activations per image',
        '▶ Train',
        '4.0 MiB to train at batch 64',
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
    assert.equal(bad.line, 7);
  });

  it('outlines the file', async () => {
    const { textDocument } = await open(lenet);
    const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ['LeNet5: model', 'digits: data', 'LeNet5: train on digits'],
    );
    assert.equal(symbols[0]?.children?.length, 13);
  });

  describe('completes', () => {
    const labels = async (text: string) => {
      const position = at(text, '|');
      const { textDocument } = await open(text.replace('|', ''));
      const items = await server.request<CompletionItem[]>('textDocument/completion', { textDocument, position });
      return items.map(({ label }) => label);
    };
    const allLayers = ['input', 'conv', 'relu', 'maxpool', 'avgpool', 'flatten', 'dense', 'dropout', 'batchnorm'];

    it('items at the top', async () => assert.deepEqual(await labels('|'), ['model', 'data', 'train']));
    it('layers and tensors in a model', async () =>
      assert.deepEqual(await labels('model A {\n  input(x, 8x8x1)\n  |\n}'), [...allLayers, 'x']));
    it('layers behind an arrow', async () =>
      assert.deepEqual(await labels('model A {\n  input(x, 8x8x1)\n  x -> |\n}'), [...allLayers, 'x']));
    it('arguments that are not given yet', async () =>
      assert.deepEqual(await labels('model A(n = 3) {\n  input(x, 8x8x1)\n  conv(8, 3x3, |\n  relu\n}'), [
        'stride',
        'pad',
        'bias',
        'n',
      ]));
    it('members behind a name', async () =>
      assert.deepEqual(await labels('model A {\n  input(x, 8x8x1)\n  conv(8, 3x3, pad=|)\n}'), ['same', 'valid']));
    it('settings of a train', async () =>
      assert.deepEqual(await labels('train A on b {\n  |\n}'), [
        'loss',
        'optimizer',
        'init',
        'batch',
        'epochs',
        'seed',
      ]));
    it('callables of a setting', async () =>
      assert.deepEqual(await labels('train A on b {\n  optimizer = |\n}'), ['sgd', 'adam']));
    it('models and data in the head of a train', async () => {
      assert.deepEqual(await labels('model A { input(x, 8) }\ntrain |'), ['A']);
      assert.deepEqual(await labels('data d { }\ntrain A on |'), ['d']);
    });
    it('nothing in a comment', async () => assert.deepEqual(await labels('# a |'), []));
  });

  it('helps with signatures', async () => {
    const text = 'model A {\n  input(x, 8x8x1)\n  conv(8, 3x3, \n}';
    const { textDocument } = await open(text);
    const help = await server.request<SignatureHelp>('textDocument/signatureHelp', {
      textDocument,
      position: at(text, '3x3, ', 5),
    });
    assert.equal(help.signatures[0]?.label, 'conv(filters, kernel, stride=1, pad=0, bias=true)');
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
  });

  it('follows edits: after any of them it says what it says of the whole text', async () => {
    const { uri } = await open(lenet);
    let text = lenet;
    let state = 7;
    const random = (n: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const pieces = ['', ' ', '(', ')', 'conv', '3x3', '\n', '=', '}', '->', '5', '"'];
    for (let version = 2; version < 60; version++) {
      const start = random(text.length);
      const end = Math.min(text.length, start + random(6));
      const piece = pieces[random(pieces.length)]!;
      const document = TextDocument.create(uri, '', 0, text);
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      text = text.slice(0, start) + piece + text.slice(end);
      const incremental = await server.change(uri, version, [{ range, text: piece }]);
      const { published } = await open(text);
      // Messages that point at the file itself carry its address.
      const plain = (value: unknown) => JSON.stringify(value).replaceAll(/file:\/\/\/test\/\d+\.nn/g, '');
      assert.equal(plain(incremental.diagnostics), plain(published.diagnostics), text);
    }
  });
});
