import assert from 'node:assert/strict';
import { balanced, classesOf } from './balanced.ts';
import { CorruptError, type SampleSource } from './samples.ts';

/** Sample 3 cannot be read; of the rest one in ten is of class 1. */
const source: SampleSource = {
  count: 200,
  columns: [],
  corrupt: [],
  read: async (index) => {
    if (index === 3) throw new CorruptError('3', 'torn');
    return { class: Int32Array.of(index % 10 === 0 ? 1 : 0) };
  },
  close: async () => {},
};
const samples = Uint32Array.from({ length: 200 }, (_, i) => i);

describe('balanced sampling', () => {
  it('draws a rare class as often as a common one, and nothing that cannot be read', async () => {
    const classes = await classesOf(source, samples, 'class');
    assert.deepEqual(
      classes.map(({ length }) => length),
      [179, 20],
    );
    const batches = balanced({ samples, size: 64 }, classes, 1, 1);
    const drawn = [0, 1, 2, 3].flatMap((k) => [...batches(k)]);
    assert.equal(drawn.length, 200);
    assert.ok(!drawn.includes(3));
    const rare = drawn.filter((index) => index % 10 === 0).length;
    // Half of 200, within five standard deviations.
    assert.ok(Math.abs(rare - 100) < 5 * Math.sqrt(50), `${rare}`);
  });

  it('is the same for the same seed and epoch, and another in another epoch', async () => {
    const classes = await classesOf(source, samples, 'class');
    const of = (epoch: number) => [...balanced({ samples, size: 64 }, classes, 1, epoch)(2)];
    assert.deepEqual(of(1), of(1));
    assert.notDeepEqual(of(1), of(2));
  });

  it('needs classes', async () => {
    await assert.rejects(classesOf(source, samples, null), /needs classes/);
  });
});
