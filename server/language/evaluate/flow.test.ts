import assert from 'node:assert/strict';
import { flowOf, graphOf, saysOf } from '../graph.fixture.ts';

const model = (body: string, before = '') => `${before}\nmodel M {\n  input(x, 8x8x4)\n${body}\n}`;
const flows = (body: string, before = '') => flowOf(graphOf(model(body, before)));

describe('dataflow', () => {
  it('starts where an arrow says, names what comes out and goes on from it', () => {
    assert.deepEqual(flows('a = conv(2, 3x3)\nb = x -> relu -> conv(3, 3x3)\n[a, b] -> concat'), [
      'a ← x ⟶ 6×6×2',
      'relu1 ← x ⟶ 8×8×4',
      'b ← relu1 ⟶ 6×6×3',
      'concat1 ← a, b ⟶ 6×6×5',
    ]);
  });

  it('binds several outputs by position, of which the first flows on', () => {
    assert.deepEqual(flows('a, b = split(2, axis=channels)\nrelu\nb -> sigmoid'), [
      'a ← x ⟶ 8×8×2',
      'relu1 ← a:0 ⟶ 8×8×2',
      'sigmoid1 ← a:1 ⟶ 8×8×2',
    ]);
  });

  it('joins branches that start from the same tensor', () => {
    assert.deepEqual(flows('add {\n  { conv(4, 3x3, pad=1); relu }\n  conv(4, 1x1)\n  skip\n}'), [
      'conv1 ← x ⟶ 8×8×4',
      'relu1 ← conv1 ⟶ 8×8×4',
      'conv2 ← x ⟶ 8×8×4',
      'add1 ← relu1, conv2, x ⟶ 8×8×4',
    ]);
  });

  it('leaves a branch out whose `if` is not taken, and a join of one branch', () => {
    assert.deepEqual(
      flows('add { relu; if here.channels > 9 { skip } }\nadd { relu; if here.channels == 4 { skip } }'),
      ['relu1 ← x ⟶ 8×8×4', 'relu2 ← relu1 ⟶ 8×8×4', 'add2 ← relu2, relu1 ⟶ 8×8×4'],
    );
  });

  it('makes a branch of every round of a repeat inside a join', () => {
    assert.deepEqual(
      flows('concat { repeat(i in 1..4) { conv(i, 1x1) } }').at(-1),
      'concat1 ← repeat1.0.conv1, repeat1.1.conv1, repeat1.2.conv1 ⟶ 8×8×6',
    );
  });

  it('carries the tensor through a repeat and gathers what a collect gives', () => {
    assert.deepEqual(flows('collect(n in [2, 3]) { conv(n, 1x1) } -> concat'), [
      'collect1.0.conv1 ← x ⟶ 8×8×2',
      'collect1.1.conv1 ← collect1.0.conv1 ⟶ 8×8×3',
      'concat1 ← collect1.0.conv1, collect1.1.conv1 ⟶ 8×8×5',
    ]);
  });

  it('runs a loop over tensors', () => {
    const all = flows('a = conv(2, 1x1)\nb = conv(3, 1x1)\ncollect(p in [a, b]) { p -> relu } -> concat');
    assert.deepEqual(all.slice(2), [
      'collect1.0.relu1 ← a ⟶ 8×8×2',
      'collect1.1.relu1 ← b ⟶ 8×8×3',
      'concat1 ← collect1.0.relu1, collect1.1.relu1 ⟶ 8×8×5',
    ]);
  });

  it('with several inputs starts from none of them', () => {
    const text = (body: string) => `model M { input(a, 4); input(b, 4)\n${body} }`;
    assert.deepEqual(flowOf(graphOf(text('a -> dense(2)\n[a, b] -> add'))), ['dense1 ← a ⟶ 2', 'add1 ← a, b ⟶ 4']);
    assert.deepEqual(saysOf(text('dense(2)')), [
      'nothing-to-continue-from: dense has nothing to continue from; start with an input or a name: image -> dense.',
    ]);
  });

  it('gives a model the outputs of its heads', () => {
    const { outputs, heads } = graphOf(model('flatten\nhead class { dense(3) }\nhead box { dense(4) }'));
    assert.deepEqual(outputs, ['class.dense1', 'box.dense1']);
    assert.deepEqual(heads, [
      { name: 'class', output: 'class.dense1' },
      { name: 'box', output: 'box.dense1' },
    ]);
  });

  it('takes tensors as arguments', () => {
    const text = 'model M { input(x, sequence(5, 8)); start = global_avgpool; x -> lstm(8, h0=start) }';
    assert.deepEqual(flowOf(graphOf(text)).at(-1), 'lstm1 ← x, start ⟶ 5×8');
  });

  it('says how many tensors a layer takes', () => {
    assert.deepEqual(saysOf(model('[x, x] -> conv(2, 1x1)')), [
      'wrong-number-of-inputs: conv takes one tensor; 2 flow in here: join them first, for example with concat or add.',
    ]);
  });

  it('goes on over lines that start with an arrow', () => {
    assert.deepEqual(flows('a = x\n  -> conv(2, 1x1)  # narrow\n\n  -> relu\nsigmoid'), [
      'conv1 ← x ⟶ 8×8×2',
      'a ← conv1 ⟶ 8×8×2',
      'sigmoid1 ← a ⟶ 8×8×2',
    ]);
  });

  it('says that a layer is no value', () => {
    assert.deepEqual(saysOf(model('let a = conv(3, 1x1)')), [
      'layer-as-value: conv is no function: it makes a tensor. Without `let` its tensor has a name: a = conv(…).',
    ]);
    assert.deepEqual(saysOf('fn wide(n) = here.channels + n'), [
      'here-in-function: A function stands at no place among the layers and has no `here`; give it the extent as an argument.',
    ]);
  });

  it('says when a layer takes an id that is another layer’s', () => {
    assert.deepEqual(saysOf(model('add { { c = conv(4, 1x1) }; { c = conv(4, 3x3, pad=1) } }')), [
      'id-given-twice: There is a layer c already, so this one is c_: its weights would change places with an edit. Give it another name.',
    ]);
  });

  it('says that nothing flows into a tensor', () => {
    assert.deepEqual(saysOf(model('a = relu\nb = relu -> a')), [
      'not-a-layer: Nothing flows into a tensor; an arrow leads from it into a layer or block.',
    ]);
  });
});

describe('a recurrence', () => {
  const text = `model M {
  input(xs, sequence(20, 16))
  start = global_avgpool -> dense(8)
  recur(w in xs, h = start, c = zeros(8)) {
    next h, c = w -> lstm_cell(8, h = h, c = c)
    h -> dense(5)
  }
}`;

  it('holds its body once and lays the steps out as a sequence', () => {
    const graph = graphOf(text);
    assert.deepEqual(flowOf(graph).slice(2), [
      'recur1.zeros1 ←  ⟶ 8',
      'recur1.w ← xs ⟶ 16',
      'recur1.h ← start ⟶ 8',
      'recur1.c ← recur1.zeros1 ⟶ 8',
      'recur1.lstm_cell1 ← recur1.w, recur1.h, recur1.c ⟶ 8',
      'recur1.dense1 ← recur1.lstm_cell1:h ⟶ 5',
      'recur1 ← xs, recur1.dense1 ⟶ 20×5',
    ]);
    assert.deepEqual(graph.layers.at(-1)?.args, {
      states: ['recur1.h', 'recur1.c'],
      next: ['recur1.lstm_cell1:h', 'recur1.lstm_cell1:c'],
    });
  });

  it('means the state before the step by a name until `next` gives its next value, and that value from there on', () => {
    const before = graphOf(text.replace('next h, c', 'old = h -> dense(8)\n    next h, c')).layers;
    const inputs = (id: string) => before.find((layer) => layer.id === id)?.inputs;
    assert.deepEqual(inputs('recur1.old'), ['recur1.h']);
    assert.deepEqual(inputs('recur1.dense2'), ['recur1.lstm_cell1:h']);
  });

  it('reaches behind the braces in which a state is given its next value', () => {
    const next = 'next h, c = w -> lstm_cell(8, h = h, c = c)';
    for (const inner of [`{ ${next} }`, `if true { ${next} }`, `repeat(1) { ${next} }`, `{ if true { ${next} } }`]) {
      const found = graphOf(text.replace(next, inner)).layers;
      const dense = found.find((layer) => layer.id === 'recur1.dense1');
      assert.ok(dense?.inputs[0]?.endsWith('lstm_cell1:h'), inner);
      assert.deepEqual(found.at(-1)?.args.next, [dense?.inputs[0], dense?.inputs[0]?.replace(/h$/, 'c')]);
    }
  });

  it('takes one next value of each side of an `if`, known or not, and no second one', () => {
    const next = 'next h, c = w -> lstm_cell(8, h = h, c = c)';
    const twice = (body: string, parameters = '') =>
      saysOf(text.replace(next, body).replace('model M', `model M${parameters}`)).filter((said) =>
        said.startsWith('next-given-twice'),
      );
    for (const parameters of ['(deep = true)', '(deep = false)', '(deep)']) {
      assert.deepEqual(twice(`if deep { ${next} } else { ${next} }`, parameters), [], parameters);
      assert.deepEqual(twice(`if deep { ${next} }; if not deep { ${next} }`, parameters), [], parameters);
      assert.equal(twice(`if deep { ${next} } else { ${next} }; next h = h -> tanh`, parameters).length, 1);
    }
    assert.equal(twice(`${next}; { next h = h -> tanh }`).length, 1);
    assert.match(twice(`${next.replace('h, c', 'h2, c')}; repeat(2) { next h = dense(8) }`)[0] ?? '', /every round/);
  });

  it('knows nothing of a state that one side of an unknown `if` changes', () => {
    const either = text
      .replace('model M', 'model M(deep)')
      .replace('    h -> dense', '    if deep { next h = h }\n    h -> dense')
      .replace('next h, c', 'h2, c2');
    assert.deepEqual(
      saysOf(either).filter((said) => !said.startsWith('state-never-changes: c')),
      [],
    );
  });

  it('counts the multiply-adds of every step', () => {
    const macs = (id: string) => graphOf(text).layers.find((layer) => layer.id === id)?.macs;
    assert.equal(macs('recur1.dense1'), 20 * 8 * 5);
    assert.equal(macs('recur1.lstm_cell1'), 20 * 4 * (16 * 8 + 8 * 8));
  });

  it('says which states there are', () => {
    assert.ok(
      saysOf(text.replace('next h, c =', 'next h, d =')).includes('unknown-name: recur has no state d; it has h, c.'),
    );
  });

  it('says when a state never changes, or changes its shape', () => {
    const still = text.replace('next h, c = w', 'h2, c2 = w');
    assert.equal(saysOf(still).filter((said) => said.startsWith('state-never-changes')).length, 2);
    const swerving = text.replace('start = global_avgpool -> dense(8)', 'start = global_avgpool');
    assert.ok(saysOf(swerving).length > 0);
  });
});
