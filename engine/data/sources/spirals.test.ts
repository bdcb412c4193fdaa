import assert from 'node:assert/strict';
import { columnOf, Folder } from './source.fixture.ts';

describe('the source spirals', () => {
  const folder = new Folder();
  after(() => folder.remove());

  it('lays points on arms as the notes of the course do', async () => {
    const source = await folder.open('spirals', { classes: 2, points: 5, noise: 0 });
    const points = await columnOf(source, 'point');
    // Of the second arm the last: r = 1, t = 8; the third: r = 0.5, t = 6.
    const expected = [
      [9, Math.sin(8), Math.cos(8)],
      [7, 0.5 * Math.sin(6), 0.5 * Math.cos(6)],
    ] as const;
    for (const [index, x, y] of expected) {
      assert.ok(Math.abs((points[index]?.[0] ?? 9) - x) < 1e-6);
      assert.ok(Math.abs((points[index]?.[1] ?? 9) - y) < 1e-6);
    }
    assert.deepEqual((await columnOf(source, 'class')).flat(), [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('has noise in the angle alone', async () => {
    const [clean, noisy] = await Promise.all([0, 0.2].map((noise) => folder.open('spirals', { points: 2000, noise })));
    const [a, b] = [await columnOf(clean!, 'point'), await columnOf(noisy!, 'point')];
    let sum = 0;
    for (const [i, [x = 0, y = 0]] of a.entries()) {
      const [u = 0, v = 0] = b[i] ?? [];
      assert.ok(Math.abs(Math.hypot(x, y) - Math.hypot(u, v)) < 1e-6);
      sum += Math.atan2(x * v - y * u, x * u + y * v) ** 2;
    }
    // Four standard errors.
    const deviation = Math.sqrt(sum / a.length);
    assert.ok(Math.abs(deviation - 0.2) < (4 * 0.2) / Math.sqrt(2 * a.length), `${deviation}`);
  });
});
