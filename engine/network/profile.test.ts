import assert from 'node:assert/strict';
import { referenceRuntime } from '../backends/reference/runtime.ts';
import type { Runtime } from '../backends/runtime.ts';
import { PlannedNetwork } from './planned-network.ts';
import { Profile } from './profile.ts';
import { defaults, smallNet, someBatch } from './small-net.fixture.ts';

const options = { ...defaults, graph: smallNet(), batch: 4 };

async function profileOf<T>(runtime: Runtime<T>): Promise<Profile> {
  const profile = new Profile();
  const network = new PlannedNetwork(runtime, { ...options, profile });
  profile.clear();
  await network.trainStep(someBatch(4), 1);
  network.dispose();
  return profile;
}

describe('a profile', () => {
  it('says of every operation which layer it was of, and which way the walk went', async () => {
    const { entries } = await profileOf(referenceRuntime);
    const opsOf = (layer: string | null, way: 'forward' | 'backward') =>
      entries.filter((entry) => entry.layer === layer && entry.way === way).map(({ op, calls }) => `${op} ${calls}`);
    assert.deepEqual(opsOf('conv2', 'forward'), ['conv 1']);
    assert.deepEqual(opsOf('conv2', 'backward').sort(), [
      'biasGradient 1',
      'convFilterGradient 1',
      'convInputGradient 1',
    ]);
    assert.deepEqual(opsOf('conv1', 'backward'), ['convFilterGradient 1']);
    assert.ok(opsOf(null, 'forward').includes('softmaxCrossEntropy 1'));
    // Weights and biases of conv2, dense1 and dense2, the weights of conv1, scale and shift of batchnorm.
    assert.deepEqual(opsOf(null, 'backward'), ['sgd 9']);
    assert.ok(entries.every(({ milliseconds }) => milliseconds >= 0));
  });

  it('changes no result', async () => {
    const weights = async (settings: ConstructorParameters<typeof PlannedNetwork>[1]) => {
      const network = new PlannedNetwork(referenceRuntime, settings);
      await network.trainStep(someBatch(4), 1);
      return network.weights();
    };
    assert.deepEqual(await weights({ ...options, profile: new Profile() }), await weights(options));
  });

  it('waits for what a runtime only notes', async () => {
    let noted = 0;
    let most = 0;
    let finished = 0;
    type AnyOp = (...args: readonly unknown[]) => void;
    const noting = Object.entries(referenceRuntime.ops as unknown as Record<string, AnyOp>).map(([name, run]) => {
      const op: AnyOp = (...args) => {
        most = Math.max(most, ++noted);
        run(...args);
      };
      return [name, op];
    });
    const ops = Object.fromEntries(noting) as typeof referenceRuntime.ops;
    const finish = () => {
      finished++;
      noted = 0;
    };
    const { entries } = await profileOf({ ...referenceRuntime, ops, finish });
    assert.equal(most, 1);
    assert.ok(finished >= entries.reduce((sum, { calls }) => sum + calls, 0));
  });
});
