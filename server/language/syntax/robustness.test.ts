import assert from 'node:assert/strict';
import type { Range } from '../analysis.ts';
import { DEEPEST } from './cursor.ts';
import { lex, type Token } from './lexer.ts';
import { mutate, randomOf } from './mutate.fixture.ts';
import { parse, parseTokens } from './parser.ts';
import { texts } from './texts.fixture.ts';

const isNode = (value: object): value is Range => 'start' in value && typeof value.start === 'number' && 'end' in value;

/** Nothing is lost, and what stands within something stands within its range. */
function checkTree(text: string): void {
  const { tokens, items, problems } = parse(text);
  assert.equal(tokens.map((token) => token.text).join(''), text);
  for (const { start, end } of problems) assert.ok(0 <= start && start <= end && end <= text.length, text);
  const walk = (value: unknown, around: Range): void => {
    if (value === null || typeof value !== 'object') return;
    const node = isNode(value) ? value : around;
    assert.ok(around.start <= node.start && node.start <= node.end && node.end <= around.end, text);
    for (const child of Object.values(value)) walk(child, node);
  };
  walk(items, { start: 0, end: text.length });
}

/** Levels of objects within each other. */
function heightOf(root: unknown): number {
  let height = 0;
  const left: [unknown, number][] = [[root, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, level] = next;
    if (value === null || typeof value !== 'object') continue;
    height = Math.max(height, level);
    for (const child of Object.values(value)) left.push([child, level + 1]);
  }
  return height;
}

/** How often the parser looks at the text of a token, per token. */
function effort(text: string): number {
  let looks = 0;
  const tokens = lex(text).map(
    ({ kind, text: own, start, end }): Token => ({
      kind,
      get text() {
        looks++;
        return own;
      },
      start,
      end,
    }),
  );
  parseTokens(tokens);
  return looks / tokens.length;
}

/** Repeated, they are the worst that came to mind: each once made some pass look at the same tokens again and again. */
const pieces = [
  ...['(', '[', '{', '}', ')', '{ a: ', '(]', '[)', '({', '{(', 'a[', 'f({ a: (', '} {', 'a } ', 'a;) ', 'a=],'],
  ...[
    '- ',
    'not ',
    'a + ',
    '.b',
    'a.',
    'a, ',
    'a; ',
    '; ',
    '1 ',
    '?',
    ',',
    '=',
    '"a\n',
    '"',
    '\t',
    '\n',
    '\r',
    '# a\n',
  ],
  ...[
    'x -> ',
    '(a -> ',
    'a ) -> ',
    'a ] -> ',
    'if a ',
    'if a { ',
    'if a { } else ',
    'else ',
    'repeat(',
    'repeat(i in ',
  ],
  ...['add { ', 'recur(w in ', 'f(a b ', 'a b ', 'a b; ', 'a b } ', 'a = b = ', 'if a then ', '1 if a then 2 else '],
  ...[
    'a\n  ',
    'a)\n  ',
    'a(\n',
    'a(,\n',
    'a(\n  b)\n',
    'f(a\n)',
    '[\n',
    '  {\n',
    '  }\n',
    '}\n{',
    'a {\n}\n) ',
    'a\n b\n  c\n',
  ],
  ...['model ', 'model A { ', 'model A\n', 'model A {\n', 'misspelled A { ', 'A on ', 'A( ', 'A() = ', 'import { a'],
  ...[
    'let ',
    'return ',
    'head ',
    'next ',
    'share ',
    'stage ',
    'data d { x = { a: ',
    'search a { space { ',
    'train a on ',
  ],
];

describe('the parser, whatever stands in the file,', () => {
  for (const [name, text] of texts) {
    it(`reads every beginning of ${name}`, () => {
      for (let end = 0; end <= text.length; end++) checkTree(text.slice(0, end));
    });
  }

  it('reads damaged texts', () => {
    const random = randomOf(1);
    for (let round = 0; round < 3000; round++) checkTree(mutate(texts[round % texts.length]?.[1] ?? '', random));
  });

  it('reads words in any order', () => {
    const random = randomOf(2);
    const words = texts.flatMap(([, text]) => lex(text).map((token) => token.text));
    for (let round = 0; round < 3000; round++) {
      checkTree(Array.from({ length: random(40) }, () => words[random(words.length)]).join(' '.repeat(random(2))));
    }
  });

  for (const around of ['', 'model A {\n  ', 'model A { x = f(', 'train A on b {\n  x = ']) {
    it(`takes four times as long for four times as much, behind ${JSON.stringify(around)}`, () => {
      for (const piece of pieces) {
        const [small, large] = [500, 2000].map((times) => effort(around + piece.repeat(times))) as [number, number];
        assert.ok(large < 1.3 * small + 1, `${JSON.stringify(piece)}: ${small} and then ${large} looks a token`);
      }
    });
  }

  it('says once that something is nested too deep, and stays shallow itself', () => {
    const deep = [
      '(',
      '[',
      'f(',
      'a[',
      '- ',
      'not ',
      'a + ',
      'if a then ',
      '(1 + ',
      'add { ',
      '{ ',
      'head a { ',
      'x -> { ',
    ];
    deep.push('if a { } else ', 'repeat(3) { ', 'recur(a in b, c = d) { ', '(a + b + c) + ', 'a(1)[b + ', 'f({ a: ');
    for (const piece of deep) {
      const { items, problems } = parse(`model A {\n  ${piece.repeat(piece === '(' ? 100_000 : 5000)}`);
      const said = problems.filter(({ code }) => code === 'nesting-too-deep');
      assert.equal(said.length, 1, piece);
      // A level of the language is at most five of objects: stage, body, statements, statement, stages.
      assert.ok(heightOf(items) < 6 * DEEPEST, piece);
    }
  });

  it('reads a megabyte on one line', () => {
    const { items, problems } = parse(`model A { ${'conv(8, 3x3) -> relu; '.repeat(50_000)}}`);
    assert.deepEqual(problems, []);
    assert.ok(items[0]?.kind === 'model' && items[0].body.statements.length === 50_000);
  });
});
