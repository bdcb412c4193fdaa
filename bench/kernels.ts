/**
 * Two kernels by themselves, as shares of what the machine gives at 128 bits in the same moments: a product of large
 * matrices, and a convolution that networks spend most of their time in, counted in the multiply-adds of its windows.
 */
import { type CpuBackend, openCpu } from '../engine/backends/cpu/backend.ts';
import type { CpuTensor } from '../engine/backends/cpu/tensor.ts';
import { fillNormal } from '../engine/random/philox.ts';
import { FmaThreads } from './fma/peak.ts';
import { median } from './statistics.ts';

const ROUNDS = 40;
const WARM_CALLS = 5;

interface Kernel {
  readonly title: string;
  readonly multiplyAdds: number;
  readonly ways: (backend: CpuBackend) => Readonly<Record<string, () => void>>;
}

const drawn = ({ runtime }: CpuBackend, shape: readonly number[]): CpuTensor => {
  const tensor = runtime.create(shape);
  runtime.write(tensor, fillNormal(new Float32Array(tensor.count), { seed: 1, purpose: 'check' }));
  return tensor;
};

const SIDE = 1024;
const [BATCH, EXTENT, CHANNELS] = [32, 32, 64];

const kernels: readonly Kernel[] = [
  {
    title: `product of ${SIDE} × ${SIDE} matrices`,
    multiplyAdds: SIDE ** 3,
    ways(backend) {
      const { ops } = backend.runtime;
      const [x, w, y] = [1, 2, 3].map(() => drawn(backend, [SIDE, SIDE]));
      return {
        A·B: () => ops.dense({ x, w, b: null }, y),
        A·Bᵀ: () => ops.denseInputGradient({ dy: x, w }, y),
        Aᵀ·B: () => ops.denseWeightGradient({ x, dy: w }, y),
      };
    },
  },
  {
    title: `convolution 3 × 3, ${CHANNELS} → ${CHANNELS}, ${EXTENT} × ${EXTENT}, batch ${BATCH}`,
    multiplyAdds: BATCH * EXTENT ** 2 * CHANNELS ** 2 * 9,
    ways(backend) {
      const { ops } = backend.runtime;
      const [x, y] = [1, 2].map(() => drawn(backend, [BATCH, EXTENT, EXTENT, CHANNELS]));
      const w = drawn(backend, [3, 3, CHANNELS, CHANNELS]);
      const attributes = { stride: [1, 1], pad: [1, 1, 1, 1] };
      return {
        forward: () => ops.conv({ x, w, b: null }, y, attributes),
        'gradient of the input': () => ops.convInputGradient({ dy: y, w }, x, attributes),
        'gradient of the filters': () => ops.convFilterGradient({ x, dy: y }, w, attributes),
      };
    },
  },
];

/** Milliseconds of a call. */
function timeOf({ machine }: CpuBackend, run: () => void): number {
  const begun = performance.now();
  run();
  machine.finish();
  return performance.now() - begun;
}

const share = (rates: readonly number[], of: readonly number[]) =>
  `${(100 * median(rates.map((rate, round) => rate / of[round]))).toFixed(0)}%`;
const speed = (rates: readonly number[]) => `${median(rates).toFixed(1)} GFLOP/s`;

/**
 * A table in Markdown. In every round the loop of multiply-adds and the kernel take turns, on one thread and on all; a share
 * and a gain is the median of those of the rounds.
 */
export async function kernelTable(threads: number): Promise<string> {
  const rows = [
    `| kernel | | 1 thread at 128 bits | of its peak | 1 thread | of its peak | ${threads} threads | of their peak | gain of the threads | of that of the loop |`,
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  const loop = await FmaThreads.start(threads);
  const backends = [
    await openCpu({ threads: 1, wide: false }),
    await openCpu({ threads: 1 }),
    await openCpu({ threads }),
  ];
  for (const { title, multiplyAdds, ways } of kernels) {
    const own = backends.map(ways);
    for (const way of Object.keys(own[0])) {
      const runs = backends.map((backend, i) => () => (2 * multiplyAdds) / (1e6 * timeOf(backend, own[i][way])));
      for (const run of runs) for (let call = 0; call < WARM_CALLS; call++) run();
      const [narrow, one, all, peakOfOne, peakOfAll, gains, loopGains]: number[][] = Array.from(
        { length: 7 },
        () => [],
      );
      for (let round = 0; round < ROUNDS; round++) {
        peakOfOne.push(await loop.rate('registers', 1));
        for (const [i, rates] of [narrow, one].entries()) rates.push(runs[i]());
        peakOfAll.push(await loop.rate('registers', threads));
        all.push(runs[2]());
        gains.push(all[round] / one[round]);
        loopGains.push((await loop.rate('memory', threads)) / (await loop.rate('memory', 1)));
      }
      const cells = [
        ...[title, way, speed(narrow), share(narrow, peakOfOne), speed(one), share(one, peakOfOne)],
        ...[speed(all), share(all, peakOfAll), median(gains).toFixed(2), share(gains, loopGains)],
      ];
      rows.push(`| ${cells.join(' | ')} |`);
    }
  }
  await loop.stop();
  await Promise.all(backends.map((backend) => backend.dispose()));
  return rows.join('\n');
}
