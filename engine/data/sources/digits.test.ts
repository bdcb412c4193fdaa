import assert from 'node:assert/strict';
import { columnOf, Folder } from './source.fixture.ts';

const folder = new Folder();
const open = (args = {}, seed = 1) => folder.open('digits', { count: 1000, ...args }, seed);

describe('the source digits', () => {
  after(() => folder.remove());

  it('has grey images of the size asked for, and every class about as often', async () => {
    const source = await open({ size: [20, 30] });
    assert.deepEqual(source.columns[0]?.shape, [20, 30, 1]);
    assert.equal((await source.read(999)).image?.length, 600);
    const classes = (await columnOf(source, 'class')).flat();
    for (let digit = 0; digit < 10; digit++) {
      const count = classes.filter((label) => label === digit).length;
      assert.ok(count > 60 && count < 140, `${digit} stands there ${count} times`);
    }
  });

  it('is the same for the same seed, in whatever order it is read, and another for another', async () => {
    const [one, two, other] = [await open(), await open(), await open({}, 2)];
    await two.read(17);
    assert.deepEqual(await one.read(5), await two.read(5));
    assert.notDeepEqual((await one.read(5)).image, (await other.read(5)).image);
  });

  it('has noise of the deviation that is asked for', async () => {
    const [clean, noisy] = [await open({ noise: 0 }), await open({ noise: 20 })];
    let [sum, count] = [0, 0];
    for (let i = 0; i < 50; i++) {
      const [a, b] = [(await clean.read(i)).image ?? [], (await noisy.read(i)).image ?? []];
      // Where black and white do not cut it off.
      for (const [n, value] of [...a].entries()) {
        if (value < 100 || value > 155) continue;
        sum += (value - (b[n] ?? 0)) ** 2;
        count++;
      }
    }
    const deviation = Math.sqrt(sum / count);
    assert.ok(Math.abs(deviation - 20) < 2, `${deviation} over ${count} pixels`);
  });
});
