import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Machine } from './machine.ts';
import { type CpuRuntime, cpuRuntime } from './runtime.ts';
import type { CpuTensor } from './tensor.ts';

describe('a clip right behind what writes a tensor', () => {
  let machine: Machine;
  let runtime: CpuRuntime;
  const made = (...shape: number[]): CpuTensor => {
    const tensor = runtime.create(shape);
    runtime.write(
      tensor,
      Float32Array.from({ length: tensor.count }, (_, i) => ((i * 7) % 11) - 5),
    );
    return tensor;
  };
  const least = async (tensor: CpuTensor) => Math.min(...(await runtime.read(tensor)));
  const dense = () => {
    const [x, w, y] = [made(3, 5), made(5, 4), made(3, 4)];
    runtime.ops.dense({ x, w, b: null }, y);
    return y;
  };
  /** Commands that a step adds. */
  const added = (step: () => void) => {
    const noted = machine.commands;
    step();
    return machine.commands - noted;
  };

  before(async () => {
    machine = await Machine.start({ threads: 1 });
    runtime = cpuRuntime(machine);
  });
  after(() => machine.stop());

  const sliding = (groups: number, stride = 1) => ({ stride: [stride, stride], pad: [1, 1, 1, 1], groups });
  const conv = (groups: number, perGroup: number, filters: number, extent: number, stride = 1) => {
    const x = made(2, extent, extent, groups * perGroup);
    const [w, y] = [
      made(3, 3, perGroup, filters),
      made(2, Math.ceil(extent / stride), Math.ceil(extent / stride), filters),
    ];
    runtime.ops.conv({ x, w, b: null }, y, sliding(groups, stride));
    return y;
  };
  const makers: Readonly<Record<string, () => CpuTensor>> = {
    dense,
    'conv, direct': () => conv(1, 3, 5, 9),
    'conv, direct, in turns': () => conv(1, 40, 3, 130, 2),
    'conv, in groups': () => conv(2, 3, 6, 9),
    'conv, depthwise': () => conv(5, 1, 5, 9),
    "conv, by Winograd's filtering": () => conv(1, 32, 32, 16),
    "conv, by Winograd's filtering, in turns": () => conv(1, 512, 256, 8),
    'batchNorm, with its running statistics behind it': () => {
      const [x, y, row] = [made(7, 5), made(7, 5), () => made(5)];
      const [mean, variance] = [row(), row()];
      const [runningMean, runningVariance] = [row(), row()];
      runtime.ops.batchNorm({ x, scale: row(), shift: row() }, { y, mean, variance }, { eps: 1e-3 });
      runtime.ops.runningStatistics({ mean, variance }, { runningMean, runningVariance }, { momentum: 0.1, count: 7 });
      return y;
    },
    'binary add of one shape': () => {
      const [a, b, y] = [made(3, 5), made(3, 5), made(3, 5)];
      runtime.ops.binary({ a, b }, y, { fn: 'add' });
      return y;
    },
  };

  for (const [name, make] of Object.entries(makers))
    it(`costs no command: ${name}`, async () => {
      const y = make();
      assert.equal(
        added(() => runtime.ops.relu({ x: y }, y)),
        0,
      );
      assert.equal(await least(y), 0);
    });

  it('is a command of its own where another stands between', async () => {
    const y = dense();
    const kept = made(3, 4);
    runtime.ops.copy({ x: y }, kept);
    assert.equal(
      added(() => runtime.ops.relu({ x: y }, y)),
      1,
    );
    assert.ok((await least(kept)) < 0);
    assert.equal(await least(y), 0);
  });

  it('is a command of its own where the result lies elsewhere', async () => {
    const x = dense();
    const y = made(3, 4);
    runtime.ops.dense({ x: made(3, 5), w: made(5, 4), b: null }, x);
    assert.equal(
      added(() => runtime.ops.relu({ x }, y)),
      1,
    );
    assert.ok((await least(x)) < 0);
    assert.equal(await least(y), 0);
  });

  it('is a command of its own behind what cannot clip', async () => {
    const [a, b, y] = [made(3, 5), made(3, 5), made(3, 5)];
    runtime.ops.binary({ a, b }, y, { fn: 'multiply' });
    assert.equal(
      added(() => runtime.ops.clip({ x: y }, y, { low: 1, high: 2 })),
      1,
    );
    assert.equal(await least(y), 1);
  });

  it('is a command of its own for a part of what was written', async () => {
    const y = dense();
    const part = { ...y, shape: [4], count: 4 };
    assert.equal(
      added(() => runtime.ops.relu({ x: part }, part)),
      1,
    );
    assert.ok((await least(y)) < 0);
  });

  it('is a command of its own where the list has been run', async () => {
    const y = dense();
    machine.finish();
    assert.equal(
      added(() => runtime.ops.relu({ x: y }, y)),
      1,
    );
    assert.equal(await least(y), 0);
  });

  it('clips only once, what comes behind it by a command', async () => {
    const y = dense();
    const clip = (low: number, high: number) => added(() => runtime.ops.clip({ x: y }, y, { low, high }));
    assert.equal(clip(-4, 4), 0);
    assert.equal(clip(-3, 3), 1);
    assert.equal(await least(y), -3);
  });
});
