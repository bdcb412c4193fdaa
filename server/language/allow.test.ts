/** `allow` in other files and in other places than the line of the fault, and what it keeps from running. */
import assert from 'node:assert/strict';
import { analyze, applyFix, faultOf, Library, readConfig, silencedText } from './index.ts';

const BLOCKS = `block Down(n) {
  conv(n, 3x3, stride=2)
}
block Twice(n) {
  Down(n)
  Down(n)
}
`;
const NET = `import { Down, Twice } from "blocks.nn"
model Net {
  input(image, 8x8x3)
  Down(4)
}
`;

/** What is said of files that lie together: \`code line\`. */
function said(file: string, files: Readonly<Record<string, string>>): string[] {
  const library = new Library((name) => files[name] ?? { problem: 'There is no such file.' });
  const text = files[file] ?? '';
  const { diagnostics } = analyze(file, text, { library });
  return diagnostics.map(({ code, start }) => `${code} ${text.slice(0, start).split('\n').length}`);
}

const silence = (text: string, line: string, code = 'window-does-not-fit') =>
  text.replace(line, `${line}  # netwright: allow(${code})`);

describe('allow', () => {
  const conv = 'conv(n, 3x3, stride=2)';

  it('at the line of an imported block silences what this line brings about at the calls', () => {
    assert.deepEqual(said('net.nn', { 'net.nn': NET, 'blocks.nn': BLOCKS }), ['window-does-not-fit 4']);
    assert.deepEqual(said('net.nn', { 'net.nn': NET, 'blocks.nn': silence(BLOCKS, conv) }), []);
    assert.deepEqual(said('net.nn', { 'net.nn': NET, 'blocks.nn': silence(BLOCKS, conv, 'unknown-name') }), [
      'window-does-not-fit 4',
    ]);
    assert.deepEqual(said('net.nn', { 'net.nn': silence(NET, 'Down(4)'), 'blocks.nn': BLOCKS }), []);
  });

  it('silences at any call on the way to the fault', () => {
    const net = NET.replace('8x8x3', '18x18x3').replace('  Down(4)', '  Twice(4)');
    const first = BLOCKS.replace('  Down(n)\n', '  Down(n)  # netwright: allow(window-does-not-fit)\n');
    const both = first.replace('  Down(n)\n}', '  Down(n)  # netwright: allow(window-does-not-fit)\n}');
    // 18 → 8 in the first call, 8 → 3 in the second: both leave a row out, each in its own words.
    const count = (blocks: string) => said('net.nn', { 'net.nn': net, 'blocks.nn': blocks }).length;
    assert.deepEqual([count(BLOCKS), count(first), count(both)], [2, 1, 0]);
  });

  it('has to stand at every line of a block from which the same fault comes', () => {
    const pair = `block Pair {
  a = relu
  b = a -> maxpool(2)
  c = a -> maxpool(2)
  [b, c] -> concat
}
`;
    const net = 'import { Pair } from "blocks.nn"\nmodel Net {\n  input(image, 7x7x3)\n  Pair\n}\n';
    const count = (blocks: string) => said('net.nn', { 'net.nn': net, 'blocks.nn': blocks }).length;
    const one = silence(pair, 'b = a -> maxpool(2)');
    assert.deepEqual([count(pair), count(one), count(silence(one, 'c = a -> maxpool(2)'))], [1, 1, 0]);
  });

  it('in a block is not called idle for what only calls from other files bring about', () => {
    assert.deepEqual(said('blocks.nn', { 'blocks.nn': silence(BLOCKS, conv) }), []);
  });

  it('can stand behind other words of a comment, and leaves them when it goes', () => {
    const text =
      'model A {\n  input(x, 7x7x3)\n  maxpool(2)  # the last row is noise; netwright: allow(window-does-not-fit)\n}\n';
    assert.deepEqual(said('a.nn', { 'a.nn': text }), []);
    const idle = text.replace('7x7x3', '8x8x3');
    const [found] = analyze('a.nn', idle).diagnostics;
    assert.equal(found?.code, 'allow-unused');
    assert.ok(found.fixes[0] !== undefined);
    assert.ok(applyFix(idle, found.fixes[0]).includes('maxpool(2)  # the last row is noise;\n'));
  });
});

describe('an error that is silenced', () => {
  const text = `model Net {
  input(image, 28x28x1)
  conv(4, 3x3, stride=3)  # netwright: allow(window-does-not-fit)
  flatten; dense(10)
}
data digits { source = mnist("data"); split = holdout(val=100) }
train Net on digits { loss = softmax() }
`;

  it('keeps a train from running, and says which it is', () => {
    const analysis = analyze('a.nn', text);
    assert.deepEqual(analysis.diagnostics, []);
    const [train] = analysis.trains;
    assert.equal(train?.job, null);
    const fault = train === undefined ? undefined : faultOf(analysis, train);
    assert.equal(fault?.found.code, 'window-does-not-fit');
    assert.equal(fault.silencedBy, 'allow');
    assert.match(silencedText(fault), /^ allow\(window-does-not-fit\) silences this/);
  });

  for (const severity of ['off', 'warning', 'information']) {
    it(`does so also where netwright.json makes it ${severity}`, () => {
      const { config } = readConfig(JSON.stringify({ severities: { 'window-does-not-fit': severity } }));
      const analysis = analyze('a.nn', text.replace(/ {2}# netwright.*/, ''), { config });
      const [train] = analysis.trains;
      assert.equal(train?.job, null);
      assert.equal(train === undefined ? undefined : faultOf(analysis, train)?.silencedBy, 'netwright.json');
    });
  }

  it('leaves no trace where there is none', () => {
    const sound = analyze('a.nn', text.replace('stride=3)', 'stride=1)').replace(/ {2}# netwright.*/, ''));
    assert.deepEqual(sound.silenced, []);
    assert.notEqual(sound.trains[0]?.job, null);
  });
});
