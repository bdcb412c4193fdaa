import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lex } from '../syntax/lexer.ts';
import { mutate, randomOf, respace } from '../syntax/mutate.fixture.ts';
import { parse } from '../syntax/parser.ts';
import { fileText } from '../syntax/sexpr.fixture.ts';
import { texts } from '../syntax/texts.fixture.ts';
import { format } from './format.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The lines of a body as they come out. */
function body(text: string): string {
  const result = format(`model A {\n${text}\n}\n`);
  assert.ok(result.startsWith('model A {\n') && result.endsWith('\n}\n'), result);
  return result.slice('model A {\n'.length, -'\n}\n'.length);
}

const said = (text: string): string[] =>
  lex(text)
    .filter(({ kind }) => kind !== 'space' && kind !== 'newline')
    .map((token) => token.text.trimEnd());

/** Nothing but white space changes, and a second time nothing at all. */
function check(text: string): void {
  const result = format(text);
  assert.deepEqual(said(result), said(text), text);
  const [before, after] = [parse(text), parse(result)];
  assert.equal(fileText(after), fileText(before), text);
  assert.deepEqual(
    after.problems.map(({ code }) => code),
    before.problems.map(({ code }) => code),
    text,
  );
  assert.equal(format(result), result, text);
}

describe('the formatter', () => {
  describe('leaves as it is', () => {
    for (const [name, text] of texts) it(name, () => assert.equal(format(text), text));

    const files = readdirSync(join(root, 'examples'), { encoding: 'utf8', recursive: true }).filter((name) =>
      name.endsWith('.nn'),
    );
    for (const name of files) {
      it(name, () => {
        const text = readFileSync(join(root, 'examples', name), 'utf8');
        assert.equal(format(text), text);
      });
    }

    it('every example of docs/language.md', () => {
      const page = readFileSync(join(root, 'docs', 'language.md'), 'utf8');
      const examples = [...page.matchAll(/```nn\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
      assert.ok(examples.length > 0);
      for (const example of examples) assert.equal(format(example), example);
    });
  });

  it('indents by braces, and lines in brackets by what follows the bracket', () => {
    assert.equal(body('add {\n{ a\nb }\n      skip\n}'), '  add {\n    { a\n      b }\n    skip\n  }');
    assert.equal(body('if a {\nb\n} else {\nc\n}'), '  if a {\n    b\n  } else {\n    c\n  }');
    assert.equal(
      body('add {\n{ a\nadd {\nb\n} }\nc }'),
      '  add {\n    { a\n      add {\n        b\n      } }\n    c }',
    );
    assert.equal(body('add { {\na\n} }'), '  add { {\n      a\n  } }');
    assert.equal(body('f(a, {\nb: 1\n})'), '  f(a, {\n    b: 1\n  })');
    assert.equal(body('f(\na,\n[b,\nc]\n)'), '  f(\n    a,\n    [b,\n     c]\n  )');
    assert.equal(body('x = a\n-> b\n-> c'), '  x = a\n    -> b\n    -> c');
    assert.equal(body('x = f(g(1,\n2),\n3)'), '  x = f(g(1,\n          2),\n        3)');
  });

  it('puts one space where one is usual', () => {
    assert.equal(body('x=a->f( 1 ,g [ 0 ] )'.replace(' [', '[')), '  x = a -> f(1, g[0])');
    assert.equal(body('if not(a==b)and c{d}else{e}'), '  if not (a == b) and c { d } else { e }');
    assert.equal(body('a;b ;c'), '  a; b; c');
    assert.equal(body('repeat ( i in 0 .. n ){ a }'), '  repeat(i in 0..n) { a }');
    assert.equal(body('p -> { }'), '  p -> {}');
    assert.equal(body('let w=max(-1,a-b)+-c . d'), '  let w = max(-1, a - b) + -c.d');
    assert.equal(body('let w=if a then-1 else[1]'), '  let w = if a then -1 else [1]');
    assert.equal(format('data d{ a={b:1,"c":2} }'), 'data d { a = { b: 1, "c": 2 } }\n');
    assert.equal(format('import{A as B,C}from "x"'), 'import { A as B, C } from "x"\n');
    assert.equal(format('search t{space{a . b=1}}'), 'search t { space { a.b = 1 } }\n');
  });

  it('keeps what is a matter of taste, made even', () => {
    assert.equal(body('f(k =3, b= 2, c = 1, d=0)'), '  f(k=3, b=2, c = 1, d=0)');
    assert.equal(body('f(2*n, d //2, e // 2)'), '  f(2*n, d // 2, e // 2)');
  });

  it('keeps one empty line of many, none at the ends, and ends with a line break', () => {
    assert.equal(format('\n\nfn f() = 1  \n\n \n\nfn g() = 2'), 'fn f() = 1\n\nfn g() = 2\n');
    assert.equal(format(''), '');
    assert.equal(format('\r\nmodel A {\r\n\ta\r\n}'), 'model A {\r\n  a\r\n}\r\n');
    const mixed = format('\r\n# a\n\nmodel A {\n\ta\n}\n\nblock B { b }');
    assert.equal(format(mixed), mixed);
    assert.ok(!mixed.includes('\r'));
  });

  it('aligns settings as soon as one of them was given spaces', () => {
    assert.equal(format('data d {\n  a   = 1\n  bcd = 2\n}'), 'data d {\n  a   = 1\n  bcd = 2\n}\n');
    assert.equal(format('data d {\n  a  = 1\n  bcdef = 2\n}'), 'data d {\n  a     = 1\n  bcdef = 2\n}\n');
    assert.equal(format('data d {\n  a = 1\n  bcd = 2\n}'), 'data d {\n  a = 1\n  bcd = 2\n}\n');
    assert.equal(format('data d {\n  a     = 1\n\n  bcd = 2\n}'), 'data d {\n  a = 1\n\n  bcd = 2\n}\n');
  });

  it('keeps columns that are aligned with spaces', () => {
    assert.equal(body('  f(64,  a=1)\n  f(128, a=2)'), '  f(64,  a=1)\n  f(128, a=2)');
    assert.equal(body('f(64,  a=1)\nf(128, a=2)'), '  f(64,  a=1)\n  f(128, a=2)');
    assert.equal(body('  head ab  { x }\n  head abc { y }'), '  head ab  { x }\n  head abc { y }');
    assert.equal(body('  ab;     x\n  abc;    y'), '  ab;     x\n  abc;    y');
    assert.equal(body('  f(64,  a=1)\n  g'), '  f(64, a=1)\n  g');
  });

  it('aligns comments that were given spaces, and brings one back that was pushed aside', () => {
    assert.equal(body('a # x\nbcd# y'), '  a # x\n  bcd # y');
    assert.equal(body('  a       # x\n  bcd   # y'), '  a       # x\n  bcd     # y');
    assert.equal(body('  a     # x\n  bcdefgh(1)  # y'), '  a           # x\n  bcdefgh(1)  # y');
    assert.equal(
      body('  a       # x\n\n  bcd         # y\n\n  c       # z'),
      '  a       # x\n\n  bcd     # y\n\n  c       # z',
    );
    assert.equal(body('  a       # x\n          # goes on\n# own'), '  a       # x\n          # goes on\n  # own');
    assert.equal(body('  a(1)\n# ^ error[b]: c'), '  a(1)\n# ^ error[b]: c');
  });

  it('leaves an item with a problem alone, and formats the others', () => {
    const broken = 'model B {\n   conv(3\n relu\n\n\n}';
    assert.equal(format(`fn f()=1\n${broken}\nfn g()=2`), `fn f() = 1\n${broken}\nfn g() = 2\n`);
    const open = 'model B {\n   relu';
    assert.equal(format(`${open}\n\n\ndata d { a=1 }`), `${open}\n\ndata d { a = 1 }\n`);
    const twice = 'model B {  relu\n  block C { a=b }';
    assert.equal(format(twice), `${twice}\n`);
  });

  it('changes white space only, and nothing the second time, whatever stands there', () => {
    const random = randomOf(3);
    for (let round = 0; round < 400; round++) {
      const text = texts[round % texts.length]?.[1] ?? '';
      check(respace(text, random));
      check(mutate(text, random));
      check(mutate(respace(text, random), random));
    }
  });

  it('gives a text with other white space the form it had', () => {
    const random = randomOf(4);
    // Empty lines part what could be meant as columns.
    const plain = 'model A(n=3) {\n  x = f(1, g=2) -> h\n\n  if a { b; c } else { d }\n}\n\ndata d { e = [1, 2] }\n';
    for (let round = 0; round < 300; round++) {
      const spaced = plain.replace(/ +/g, (space) => (random(2) === 0 ? space : ' '.repeat(1 + random(4))));
      assert.equal(format(spaced), plain);
    }
  });
});
