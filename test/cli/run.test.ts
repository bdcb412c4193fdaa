import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NumberArray, readArray } from '../../engine/data/arrays.ts';
import { writeNpy, writeNpz } from '../../formats/npy-write.ts';
import { writeSafetensors } from '../../formats/safetensors.ts';
import { netwright, scratchFolder } from './netwright.ts';

const SOURCE = `model Linear(rate = 0.0) {
  input(x, 3)
  dropout(rate)
  dense(2)
}
model Twins {
  input(a, 2)
  input(b, 2)
  [a, b] -> add
  head sum { relu }
  head double { [a, a] -> add }
}
`;

const array = (shape: readonly number[], data: readonly number[]): NumberArray => ({
  shape,
  data: Float32Array.from(data),
});

// y = x·Wᵀ + b, with W as PyTorch lays it out: outputs × inputs.
const weight = array([2, 3], [1, 2, 3, -1, 0, 2]);
const bias = array([2], [0.5, -0.5]);
const x = array([2, 3], [1, 0, -1, 2, 4, 8]);

describe('netwright run', () => {
  const folder = scratchFolder();
  const at = (name: string) => join(folder, name);
  const model = at('models.nn');
  const out = at('out.npz');
  const run = (...args: string[]) => netwright(['run', model, '--backend', 'reference', '--out', out, ...args]);
  const result = (name: string) => {
    const { shape, data } = readArray(out, name);
    return { shape, data: [...data] };
  };
  const plain = ({ shape, data }: NumberArray) => ({ shape, data: [...data] });

  before(() => {
    writeFileSync(model, SOURCE);
    writeFileSync(at('x.npy'), writeNpy(x));
    writeFileSync(at('upstream.npy'), writeNpy(array([2, 2], [1, 0, 10, 1])));
    const tensors = new Map([
      ['dense1.weight', weight],
      ['dense1.bias', bias],
    ]);
    writeFileSync(at('all.safetensors'), writeSafetensors({ tensors, metadata: {} }));
    tensors.delete('dense1.weight');
    writeFileSync(at('bias.safetensors'), writeSafetensors({ tensors, metadata: {} }));
  });

  it('writes what a layer gives, and with --upstream the gradients by the names of checkpoints', async () => {
    const { code, stdout, stderr } = await run(
      ...['--model', 'Linear', '--weights', at('all.safetensors'), '--input', at('x.npy')],
      ...['--upstream', at('upstream.npy')],
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^Linear on reference \(.+\), 2 samples: .*out\.npz written\.\n$/);
    assert.deepEqual(result('output'), plain(array([2, 2], [-1.5, -3.5, 34.5, 13.5])));
    // dx = d·W, dW = dᵀ·x, db = Σd.
    assert.deepEqual(result('grad.input'), plain(array([2, 3], [1, 2, 3, 9, 20, 32])));
    assert.deepEqual(result('grad.dense1.weight'), plain(array([2, 3], [21, 40, 79, 2, 4, 8])));
    assert.deepEqual(result('grad.dense1.bias'), plain(array([2], [11, 1])));
  });

  it('takes inputs and gives heads by their names', async () => {
    const [a, b] = [array([1, 2], [1, -5]), array([1, 2], [2, 3])];
    writeFileSync(at('in.npz'), writeNpz(new Map(Object.entries({ b, a }))));
    const upstream = { sum: array([1, 2], [1, 1]), double: array([1, 2], [10, 100]) };
    writeFileSync(at('up.npz'), writeNpz(new Map(Object.entries(upstream))));
    const { code, stderr } = await run('--model', 'Twins', '--input', at('in.npz'), '--upstream', at('up.npz'));
    assert.equal(code, 0, stderr);
    assert.deepEqual(result('sum').data, [3, 0]);
    assert.deepEqual(result('double').data, [2, -10]);
    assert.deepEqual(result('grad.a').data, [21, 200]);
    assert.deepEqual(result('grad.b').data, [1, 0]);
  });

  it('has noise in training only', async () => {
    const args = ['--model', 'Linear', '--set', 'rate=0.5', '--weights', at('all.safetensors'), '--input', at('x.npy')];
    assert.equal((await run(...args)).code, 0);
    assert.deepEqual(result('output').data, [-1.5, -3.5, 34.5, 13.5]);
    assert.equal((await run(...args, '--mode', 'train')).code, 0);
    assert.notDeepEqual(result('output').data, [-1.5, -3.5, 34.5, 13.5]);
  });

  it('says which weights are initialized, by the seed', async () => {
    const output = async (...args: string[]) => {
      const { code, stderr } = await run('--model', 'Linear', '--input', at('x.npy'), ...args);
      assert.equal(code, 0, stderr);
      return { stderr, data: result('output').data };
    };
    const some = await output('--weights', at('bias.safetensors'));
    assert.match(some.stderr, /^Not in .*bias\.safetensors, and initialized by the seed: dense1\.weight\.$/m);
    const [one, again, two] = [await output(), await output(), await output('--seed', '2')];
    assert.match(one.stderr, /^No --weights: all of them are initialized by the seed\.$/m);
    assert.deepEqual(one.data, again.data);
    assert.notDeepEqual(one.data, two.data);
    for (const [i, value] of some.data.entries()) assert.ok(Math.abs(value - one.data[i]! - bias.data[i % 2]!) < 1e-6);
  });

  const given = ['--model', 'Linear', '--input', at('x.npy')];
  const refused: readonly (readonly [what: string, args: readonly string[], code: number, message: RegExp])[] = [
    ['no --input', ['--model', 'Linear'], 2, /run needs --input/],
    ['an unknown mode', [...given, '--mode', 'test'], 2, /--mode is train or eval; not test/],
    ['an input that is not there', ['--model', 'Linear', '--input', at('y.npy')], 1, /There is no file .*y\.npy/],
    ['weights that are not there', [...given, '--weights', at('w')], 1, /There is no file .*w\./],
    [
      'an array of another shape',
      ['--model', 'Linear', '--input', at('upstream.npy')],
      1,
      /x is 2×2; the model takes 2×3 \(batch × features\)/,
    ],
    ['a gradient of another shape', [...given, '--upstream', at('x.npy')], 1, /dense1 is 2×3; the output is 2×2/],
    ['one array for two inputs', ['--model', 'Twins', '--input', at('x.npy')], 1, /inputs a, b: .* has to be a \.npz/],
    ['an array that is none', ['--model', 'Linear', '--input', model], 1, /models\.nn is no \.npy/],
  ];
  for (const [what, args, code, message] of refused) {
    it(`exits with ${code} on ${what}, and writes nothing`, async () => {
      const target = at('refused.npz');
      const ended = await netwright(['run', model, ...args, '--backend', 'reference', '--out', target]);
      assert.deepEqual([ended.code, ended.stdout], [code, '']);
      assert.match(ended.stderr, message);
      assert.doesNotMatch(ended.stderr, /\n +at /);
      assert.equal(existsSync(target), false);
    });
  }
});
