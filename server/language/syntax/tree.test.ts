import assert from 'node:assert/strict';
import { parse } from './parser.ts';
import { fileText } from './sexpr.fixture.ts';
import { texts } from './texts.fixture.ts';
import type { Expression } from './tree.ts';

/** What the statements of a body become. */
function body(text: string): string {
  const tree = parse(`model A {\n${text}\n}`);
  assert.deepEqual(tree.problems, [], text);
  return fileText(tree).slice('model A {'.length, -1);
}

function item(text: string): string {
  const tree = parse(text);
  assert.deepEqual(tree.problems, [], text);
  return fileText(tree);
}

const value = (text: string): string => item(`fn f() = ${text}`).slice('fn f = '.length);

describe('the tree of a file', () => {
  for (const [name, text] of texts) {
    it(`has no problem with ${name}`, () => assert.deepEqual(parse(text).problems, []));
  }

  describe('has items:', () => {
    const items: readonly (readonly [string, string])[] = [
      ['model A(classes = 10, width) { relu }', 'model A (classes=10 width) {relu}'],
      ['model A\n{\n}', 'model A {}'],
      ['block B { relu }', 'block B {relu}'],
      ['fn f(v, d=8) = max(d, v)', 'fn f (v d=8) = (max d v)'],
      ['import { A, B as C } from "./a.nn"', 'import {A, B as C} from "./a.nn"'],
      ['import {\n  A,\n  B\n} from "./a.nn"', 'import {A, B} from "./a.nn"'],
      ['data d { source = cifar10("a"); batch = 3 }', 'data d {source = (cifar10 "a"); batch = 3}'],
      ['train A(classes = p.classes) on p as t {}', 'train (A classes=p.classes) on p as t {}'],
      ['train A on d {\n  stage head { a = 1 }\n  b = 2\n}', 'train A on d {b = 2; stage head {a = 1}}'],
      ['train A on d { loss = { class: softmax(), box: 1 } }', 'train A on d {loss = {class: (softmax), box: 1}}'],
      ['train A on d { lr = { "layer1.*": 0.1, b.c: 2 } }', 'train A on d {lr = {layer1.*: 0.1, b.c: 2}}'],
      ['train A on d {\nx = f({\na: 1,\nb: 2\n})\n}', 'train A on d {x = (f {a: 1, b: 2})}'],
      ['train A on d { loss = {} }', 'train A on d {loss = {}}'],
      ['search t { space { a.b = choice(1) }; n = 3 }', 'search t {space {a.b = (choice 1)}; n = 3}'],
      ['search t { layer1.0.conv1.lr = 3 }', 'search t {layer1.0.conv1.lr = 3}'],
    ];
    for (const [text, expected] of items) it(JSON.stringify(text), () => assert.equal(item(text), expected));
  });

  describe('has statements:', () => {
    const statements: readonly (readonly [string, string])[] = [
      ['conv(8, 3x3, pad=1)', '(conv 8 3x3 pad=1)'],
      ['conv(8,\n     3x3,\n  pad=1)\n  relu', '(conv 8 3x3 pad=1); relu'],
      ['[\na,\nb\n] -> concat', '[a b] -> concat'],
      ['relu; tanh', 'relu; tanh'],
      ['a = x -> relu -> skip', 'a = x -> relu -> skip'],
      ['a, b = split(2)', 'a, b = (split 2)'],
      ['next h, c = cell(h)', 'next h, c = (cell h)'],
      ['let w = 4 // 2', 'let w = (// 4 2)'],
      ['return a, [b, c]', 'return a, [b c]'],
      ['share t = Tower(64)', 'share t = (Tower 64)'],
      ['head class { x -> relu }', 'head class {x -> relu}'],
      ['c3 = backbone.layer2', 'c3 = backbone.layer2'],
      ['c3 = layer1.0.conv1', 'c3 = layer1.0.conv1'],
      ['add { relu; { tanh; relu }; skip }', 'add {relu; {tanh; relu}; skip}'],
      ['x = concat(axis=channels) { a } -> relu', 'x = (concat axis=channels) {a} -> relu'],
      ['repeat(3) { relu }', 'repeat:3 {relu}'],
      ['repeat(i in 0..n) { relu }', 'repeat:i in (.. 0 n) {relu}'],
      ['y = collect(p in [a, b]) { p -> relu } -> f', 'y = collect:p in [a b] {p -> relu} -> f'],
      ['recur(w in s, h = a, c = zeros(5)) { w }', 'recur:w in s h=a c=(zeros 5) {w}'],
      ['if a { b }', 'if a {b}'],
      ['if a == 1 { b } else if not c { d } else { e }', 'if (== a 1) {b} else if (not c) {d} else {e}'],
      ['if a { b }\nelse { c }\n\nelse_ = d', 'if a {b} else {c}; else_ = d'],
      ['x = if a { b } else { c } -> d', 'x = if a {b} else {c} -> d'],
      ['x = if a then b else c', 'x = (if a b c)'],
      ['{ a -> b }', '{a -> b}'],
      ['x -> { a; b } -> c', 'x -> {a; b} -> c'],
    ];
    for (const [text, expected] of statements) it(JSON.stringify(text), () => assert.equal(body(text), expected));
  });

  describe('has values:', () => {
    const values: readonly (readonly [string, string])[] = [
      ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
      ['-a * b', '(* (- a) b)'],
      ['not a == b and c or d', '(or (and (not (== a b)) c) d)'],
      ['a < b + 1', '(< a (+ b 1))'],
      ['0..n - 1', '(.. 0 (- n 1))'],
      ['a // b % c', '(% (// a b) c)'],
      ['(1 + 2) * 3', '(* (+ 1 2) 3)'],
      ['(1, n)', '<1 n>'],
      ['(1,)', '<1>'],
      ['()', '<>'],
      ['(?, ?, 3)', '<? ? 3>'],
      ['?', '?'],
      ['xs[i + 1][0]', 'xs[(+ i 1)][0]'],
      ['[1, 2][0]', '[1 2][0]'],
      ['f(x).a.b[0]', '(f x).a.b[0]'],
      ['f(a = [1], 2x2)', '(f a=[1] 2x2)'],
      ['if a then 1 else if b then 2 else 3', '(if a 1 (if b 2 3))'],
      ['"a \\" b"', '"a \\" b"'],
      ['true == false', '(== true false)'],
      ['1e-3 + .5', '(+ 0.001 0.5)'],
    ];
    for (const [text, expected] of values) it(JSON.stringify(text), () => assert.equal(value(text), expected));
  });

  it('takes keywords for names wherever a name can stand', () => {
    const words = ['model', 'block', 'fn', 'import', 'data', 'train', 'search', 'stage', 'space', 'head', 'let'];
    words.push('share', 'return', 'next', 'repeat', 'collect', 'recur', 'in', 'on', 'as', 'from', 'skip', 'class');
    for (const word of words) {
      assert.equal(body(`${word} = relu`), `${word} = relu`);
      assert.equal(body(`${word}, b = f(${word}=${word})`), `${word}, b = (f ${word}=${word})`);
      assert.equal(body(`${word} -> relu -> ${word}`), `${word} -> relu -> ${word}`);
      assert.equal(body(`${word}(3)`), `(${word} 3)`);
      assert.equal(body(word), word);
      assert.equal(item(`model ${word}(${word} = 1) {}`), `model ${word} (${word}=1) {}`);
      assert.equal(
        item(`train ${word} on ${word} as ${word} { ${word} = 1 }`),
        `train ${word} on ${word} as ${word} {${word} = 1}`,
      );
      assert.equal(item(`search a { space { ${word}.${word} = 1 } }`), `search a {space {${word}.${word} = 1}}`);
    }
  });

  it('has exact ranges', () => {
    const text = 'model A(w = (1 + 2) * 3) { a, b = x -> f( k = 2 ) # c\n  add { skip } }';
    const parts: string[] = [];
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      const { start, end } = node as { start?: unknown; end?: unknown };
      if (typeof start === 'number' && typeof end === 'number') parts.push(text.slice(start, end));
      for (const child of Object.values(node)) walk(child);
    };
    walk(parse(text).items);
    assert.deepEqual(parts, [
      text,
      'A',
      'w = (1 + 2) * 3',
      'w',
      '(1 + 2) * 3',
      '1 + 2',
      '1',
      '2',
      '3',
      '{ a, b = x -> f( k = 2 ) # c\n  add { skip } }',
      'a, b = x -> f( k = 2 )',
      'a',
      'b',
      'x',
      'x',
      'f( k = 2 )',
      'f( k = 2 )',
      'f',
      'k = 2',
      'k',
      '2',
      'add { skip }',
      'add { skip }',
      'add',
      '{ skip }',
      'skip',
      'skip',
      'skip',
    ]);
  });

  it('has the path of a setting as one name, and the text of an import without its marks', () => {
    const text = 'import { A } from "a.nn"\nsearch t { optimizer.lr = 1 }';
    const [imported, search] = parse(text).items;
    assert.ok(imported?.kind === 'import' && search?.kind === 'search');
    assert.deepEqual(imported.path, { text: 'a.nn', start: 18, end: 24 });
    assert.deepEqual(search.settings[0]?.key, { text: 'optimizer.lr', start: 36, end: 48 });
  });

  it('keeps numbers apart by how they are written', () => {
    const [first] = parse('fn f() = [1, 1.0, 1e0, 2x3]').items;
    assert.ok(first?.kind === 'fn' && first.value.kind === 'list');
    const kinds = first.value.elements.map(({ kind }: Expression) => kind);
    assert.deepEqual(kinds, ['integer', 'float', 'float', 'size']);
  });
});
