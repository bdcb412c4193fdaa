import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyze, Lines, lex } from './index.ts';
import { parse } from './syntax/parser.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const files = readdirSync(examples)
  .filter((file) => file.endsWith('.nn'))
  .map((file) => [file, readFileSync(join(examples, file), 'utf8')] as const);

/** The layers of a file by line, as written: `7 conv`. */
function layersByLine({ text, layers }: Analysis): string[] {
  const lines = new Lines(text);
  return layers.map(({ callee }) => `${lines.position(callee.start).line} ${text.slice(callee.start, callee.end)}`);
}

describe('the parser', () => {
  for (const [name, text] of files) {
    it(`loses nothing of ${name}`, () => {
      assert.equal(
        lex(text)
          .map((token) => token.text)
          .join(''),
        text,
      );
    });

    it(`finds nothing wrong with ${name}`, () => assert.deepEqual(analyze(name, text).diagnostics, []));

    it(`keeps the layers on all other lines of ${name}, whichever token is deleted`, () => {
      const lines = new Lines(text);
      const all = layersByLine(analyze(name, text));
      const blocks = parse(text).items.flatMap((item) => (item.kind === 'block' ? [item] : []));
      // What of a block runs depends on its calls: tokens outside are held to layers outside.
      const inBlock = (line: number) =>
        blocks.some(({ start, end }) => lines.position(start).line <= line && line <= lines.position(end).line);
      for (const token of lex(text)) {
        if (token.kind === 'end' || token.kind === 'newline' || token.kind === 'space' || token.kind === 'comment')
          continue;
        const { line } = lines.position(token.start);
        const without = layersByLine(analyze(name, text.slice(0, token.start) + text.slice(token.end)));
        const elsewhere = (found: readonly string[]) =>
          found.filter((layer) => {
            const at = Number.parseInt(layer, 10);
            return at !== line && (inBlock(line) || !inBlock(at));
          });
        assert.deepEqual(elsewhere(without), elsewhere(all), `without ${JSON.stringify(token.text)} in line ${line}`);
      }
    });

    it(`reads every beginning of ${name} without an exception`, () => {
      for (let end = 0; end < text.length; end++) analyze(name, text.slice(0, end));
    });
  }

  it('reads anything without an exception, and loses nothing of it', () => {
    let state = 1;
    const random = (n: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const words = [
      'model',
      'data',
      'train',
      'A',
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      ',',
      '=',
      '->',
      '\n',
      ' ',
      '3x3',
      '1e-3',
      '"',
      '#',
      '..',
      'if',
      'then',
      'not',
      '-',
      '\u{1f600}',
      '\t',
      '\r\n',
      'conv',
      'on',
      'as',
      'let',
      ';',
      '\\',
    ];
    for (let i = 0; i < 2000; i++) {
      const text = Array.from({ length: random(40) }, () => words[random(words.length)]).join('');
      assert.equal(
        parse(text)
          .tokens.map((token) => token.text)
          .join(''),
        text,
      );
      analyze('random', text);
    }
  });

  it('closes a bracket by itself where the next line starts like a statement', () => {
    const { models } = analyze(
      'a',
      'model A {\n  input(x, 8x8x1)\n  conv(4,\n    3x3,\n    pad=1)\n  conv(2, 3x3\n  relu\n}',
    );
    assert.deepEqual(
      models[0]?.graph.layers.map(({ id, output }) => `${id} ${output?.join('×')}`),
      ['conv1 8×8×4', 'conv2 6×6×2', 'relu1 6×6×2'],
    );
  });

  it('names layers by their names, else by kind and ordinal', () => {
    const { models } = analyze(
      'a',
      'model A {\n  input(x, 8x8x1)\n  relu; first = conv(4, 3x3); relu; conv(4, 1x1, name="features.0")\n  x -> conv(2, 1x1) -> relu\n}',
    );
    assert.deepEqual(
      models[0]?.graph.layers.map(({ id, inputs }) => `${inputs} ${id}`),
      ['x relu1', 'relu1 first', 'first relu2', 'relu2 features.0', 'x conv3', 'conv3 relu3'],
    );
  });
});
