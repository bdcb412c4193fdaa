import assert from 'node:assert/strict';
import { codeLenses } from './code-lens.ts';
import { checkedText, SMALL, textsOf, URI } from './marked.fixture.ts';

const lenses = (text: string) => {
  const checked = checkedText(text);
  return codeLenses(checked).map(({ range, command }) => [textsOf(checked, [range])[0], command?.title]);
};

describe('code lenses', () => {
  it('total a model and offer to train', () =>
    assert.deepEqual(lenses(SMALL), [
      ['0 Net', '5,354 params · 18,944 MACs · 6.8 KiB activations per image'],
      ['14 run', '▶ Train'],
      ['14 run', '1.6 MiB to train at batch 8 · at most 457,244 fit in 4.0 GiB'],
    ]));

  it('show no instantiation where nothing is known to flow in', () =>
    assert.deepEqual(lenses('block A { relu }\nblock B { A; A }'), []));

  it('carry the command with address and name', () =>
    assert.deepEqual(codeLenses(checkedText(SMALL))[1]?.command, {
      title: '▶ Train',
      command: 'netwright.train',
      arguments: [URI, 'run'],
    }));

  it('stay, with the fault named, where the model has one', () =>
    assert.deepEqual(lenses(SMALL.replace('pad=1', 'stride=2')), [
      ['0 Net', '954 params · 2,664 MACs · 1.6 KiB activations per image'],
      ['14 run', '▶ Train'],
      ['14 run', 'line 4: conv 3×3, stride 2 does not fit an 8×8 input'],
    ]));

  it('name an error that is silenced', () =>
    assert.deepEqual(lenses(SMALL.replace('pad=1)', 'stride=2)  # netwright: allow(window-does-not-fit)'))[2], [
      '14 run',
      'line 4: conv 3×3, stride 2 does not fit an 8×8 input (silenced, an error all the same)',
    ]));

  it('name the fault of their own train and not of another', () => {
    const other = 'model Other {\n  input(x, 7x7x3)\n  conv(8, 3x3, stride=3)\n}\n';
    assert.deepEqual(lenses(other + SMALL.replace('val=100', 'val="all"')).slice(2), [
      ['18 run', '▶ Train'],
      ['18 run', 'line 16: holdout'],
    ]);
  });

  it('say that sizes are unknown', () =>
    assert.deepEqual(lenses('model A(n) {\n  input(x, 8)\n  dense(n)\n}'), [
      ['0 A', '? params · ? MACs · ? activations per image'],
    ]));
});
