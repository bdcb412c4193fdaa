import assert from 'node:assert/strict';
import { parse } from './parser.ts';
import { fileText } from './sexpr.fixture.ts';

/** What is said of a text, as `code "range" insert`, and the tree it is read as. */
function read(text: string): { said: string[]; tree: string } {
  const tree = parse(text);
  const said = tree.problems.map(({ code, start, end, insert }) =>
    [code, JSON.stringify(text.slice(start, end)), insert === undefined ? '' : JSON.stringify(insert)].join(' ').trim(),
  );
  return { said, tree: fileText(tree) };
}

const inBody = (text: string): { said: string[]; tree: string } => {
  const { said, tree } = read(`model A {\n${text}\n}`);
  return { said, tree: tree.slice('model A {'.length, -1) };
};

describe('a text with slips', () => {
  describe('with an open bracket', () => {
    it('closes it where the next line starts like a statement', () => {
      assert.deepEqual(inBody('  conv(2, 3x3\n  relu'), {
        said: ['bracket-not-closed "(2, 3x3" ")"'],
        tree: '(conv 2 3x3); relu',
      });
      assert.equal(inBody('  conv(2,\n  [a, b] -> concat').tree, '(conv 2); [a b] -> concat');
    });

    it('closes it where it cannot go on, and keeps the rest of the flow', () => {
      assert.deepEqual(inBody('  [a, b -> concat'), {
        said: ['bracket-not-closed "[a, b" "]"'],
        tree: '[a b] -> concat',
      });
      assert.equal(inBody('  concat(axis=channels {\n    relu\n  }').tree, '(concat axis=channels) {relu}');
      assert.equal(read('train A(n = 1 on d { a = 1 }').tree, 'train (A n=1) on d {a = 1}');
    });

    it('leaves it open over lines that are deeper or go on', () => {
      assert.deepEqual(inBody('  conv(4,\n       3x3,\n       pad=1\n  relu').tree, '(conv 4 3x3 pad=1); relu');
    });
  });

  describe('with a bracket too many', () => {
    it('says so and keeps the line', () => {
      assert.deepEqual(inBody('  relu)\n  tanh'), { said: ['bracket-not-opened ")"'], tree: 'relu; tanh' });
    });

    it('says where the opening one is missing if that can be seen', () => {
      assert.deepEqual(inBody('  conv 4, 3x3)'), { said: ['bracket-not-opened "conv" "("'], tree: '(conv 4 3x3)' });
      assert.deepEqual(inBody('  a, b] -> concat'), { said: ['bracket-not-opened "" "["'], tree: '[a b] -> concat' });
      assert.equal(inBody('  conv\n    4,\n    pad=same\n  )\n  relu').tree, '(conv 4 pad=same); relu');
    });
  });

  describe('without a }', () => {
    it('ends the block before a line that is no deeper than its first one', () => {
      assert.deepEqual(inBody('  add {\n    relu\n  tanh'), {
        said: ['block-not-closed "relu" "\\n  }"'],
        tree: 'add {relu}; tanh',
      });
      assert.deepEqual(inBody('  repeat(2) { relu\n  tanh'), {
        said: ['block-not-closed "relu" " }"'],
        tree: 'repeat:2 {relu}; tanh',
      });
    });

    it('ends it before a } of the block around it', () => {
      assert.equal(inBody('  add {\n    { relu\n    tanh\n  }\n  elu').tree, 'add {{relu}; tanh}; elu');
    });

    it('ends the inner one of two that start in a line, if the next line goes on with the outer', () => {
      assert.equal(inBody('  add {\n    { if a { relu\n      tanh }\n  }').tree, 'add {{if a {relu}; tanh}}');
    });

    it('ends all of them where an item starts, and says so once', () => {
      assert.deepEqual(read('model A {\n  add {\n    relu\n\ndata d {}'), {
        said: ['block-not-closed "relu" "\\n  }\\n}"'],
        tree: 'model A {add {relu}}\ndata d {}',
      });
    });

    it('ends it before an else', () => {
      assert.equal(inBody('  if a { relu else { tanh }').tree, 'if a {relu} else {tanh}');
      assert.equal(inBody('  if a {\n    relu\n   else if b {\n    tanh\n  }').tree, 'if a {relu} else if b {tanh}');
    });
  });

  describe('without a {', () => {
    it('starts the block where the next line is deeper', () => {
      assert.deepEqual(inBody('  add\n    relu\n    tanh\n  }'), {
        said: ['block-not-opened "add" " {"'],
        tree: 'add {relu; tanh}',
      });
      assert.equal(read('model A\n  relu\n}').tree, 'model A {relu}');
    });

    it('starts a branch at its first line', () => {
      assert.equal(inBody('  add {\n     relu\n      tanh }\n    elu\n  }').tree, 'add {{relu; tanh}; elu}');
    });

    it('starts it between two words that want something between them', () => {
      assert.deepEqual(inBody('  if a conv(1); relu } else { skip }'), {
        said: ['block-not-opened "a" " {"'],
        tree: 'if a {(conv 1); relu} else {skip}',
      });
      assert.equal(inBody('  if a { b } else skip }').tree, 'if a {b} else {skip}');
      assert.equal(read('data d source = a; split = b }').tree, 'data d {source = a; split = b}');
    });

    it('keeps an item that has none of its braces', () => {
      assert.deepEqual(read('model A\n  relu\n\ndata d {}'), {
        said: ['block-not-opened "A" " {"', 'block-not-closed "relu" "\\n}"'],
        tree: 'model A {relu}\ndata d {}',
      });
    });
  });

  it('says of a } that closes nothing where it stands', () => {
    assert.deepEqual(inBody('  relu }\n  tanh'), { said: ['block-not-opened "}"'], tree: 'relu; tanh' });
    assert.deepEqual(inBody('  relu\n  }\n  tanh'), { said: ['block-not-opened "}"'], tree: 'relu; tanh' });
  });

  it('takes braces that fit each other as they stand, however they are indented', () => {
    const text = 'model A {\nadd {\nrelu\n      }\n    if a {\n  tanh\n}\n        else { elu }\n  }';
    assert.deepEqual(read(text), { said: [], tree: 'model A {add {relu}; if a {tanh} else {elu}}' });
  });

  it('keeps blocks behind a header that is wrong', () => {
    assert.equal(inBody('  if n 3 { relu }').tree, 'if n {relu}');
    assert.equal(inBody('  (i in 0..3) {\n    relu\n  }').tree, 'i; {relu}');
    assert.equal(inBody('  n > 2 { relu } else { tanh }').tree, 'if (> n 2) {relu} else {tanh}');
    assert.equal(inBody('  repeat(i 0..3) { relu }').tree, 'repeat:i {relu}');
  });

  it('reads on after a slip where something can be read', () => {
    assert.deepEqual(inBody('  x conv(2) -> relu'), { said: ['syntax "conv"'], tree: 'x; (conv 2) -> relu' });
    assert.deepEqual(inBody('  a =\n  b ->\n  let w\n  relu'), {
      said: ['syntax "="', 'syntax "->"', 'syntax "w"'],
      tree: 'a = !; b -> !; let w = !; relu',
    });
    assert.equal(read('train A on d { loss; a 3; b = ; c = 1 }').tree, 'train A on d {loss = !; a = 3; b = !; c = 1}');
  });

  it('reads an item without its keyword as what it looks like', () => {
    const items: readonly (readonly [string, string])[] = [
      ['A(n) { relu }', 'block A (n) {relu}'],
      ['A { input(x, 3) }', 'model A {(input x 3)}'],
      ['modle A { input(x, 3) }', 'model A {(input x 3)}'],
      ['d { source = a }', 'data d {source = a}'],
      ['A(n = 1) on d { }', 'train (A n=1) on d {}'],
      ['t { space { a = 1 } }', 'search t {space {a = 1}}'],
      ['f(x) = x', 'fn f (x) = x'],
      ['{ A } from "a.nn"', 'import {A} from "a.nn"'],
    ];
    for (const [text, expected] of items) {
      const { said, tree } = read(text);
      assert.equal(tree, expected);
      assert.equal(said.length, 1);
    }
  });

  it('passes over what is no item, line by line', () => {
    assert.deepEqual(read('relu\n3 { a\n b }\n)\nmodel A { relu }'), {
      said: ['syntax "relu"', 'syntax "3"', 'bracket-not-opened ")"'],
      tree: 'model A {relu}',
    });
  });

  it('says where a text is not closed', () => {
    assert.deepEqual(inBody('  f("a)\n  relu'), {
      said: ['bracket-not-closed "(\\"a)" ")"', 'text-not-closed "\\"a)" "\\""'],
      tree: '(f "a)"); relu',
    });
  });
});
