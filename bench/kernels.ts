/**
 * Two kernels by themselves, as shares of what the machine gives at 128 bits: a product of large matrices, and a
 * convolution that networks spend most of their time in, counted in the multiply-adds of its windows.
 */
import { type CpuBackend, openCpu } from '../engine/backends/cpu/backend.ts';
import type { CpuTensor } from '../engine/backends/cpu/tensor.ts';
import { fillNormal } from '../engine/random/philox.ts';
import type { Peak } from './fma/peak.ts';
import { median } from './statistics.ts';

const SECONDS = 1;
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

/** Milliseconds of each call in a second, least first. */
function timesOf({ machine }: CpuBackend, run: () => void): number[] {
  const call = () => {
    const begun = performance.now();
    run();
    machine.finish();
    return performance.now() - begun;
  };
  for (let i = 0; i < WARM_CALLS; i++) call();
  const found: number[] = [];
  for (let spent = 0; spent < 1000 * SECONDS; spent += found.at(-1) ?? 0) found.push(call());
  return found.sort((a, b) => a - b);
}

/** A table in Markdown: medians, with shares of the peak in registers. */
export async function kernelTable(peak: Peak): Promise<string> {
  const rows = [
    `| kernel | | 1 thread | of its peak | ${peak.threads} threads | of their peak | gain of the threads |`,
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  const [one, all] = [await openCpu({ threads: 1 }), await openCpu({ threads: peak.threads })];
  for (const { title, multiplyAdds, ways } of kernels) {
    const [single, together] = [ways(one), ways(all)];
    for (const way of Object.keys(single)) {
      const [a, b] = [timesOf(one, single[way]), timesOf(all, together[way])].map(
        (times) => (2 * multiplyAdds) / (median(times) * 1e6),
      );
      const share = (rate: number, of: number) => `${((100 * rate) / of).toFixed(0)}%`;
      rows.push(
        `| ${title} | ${way} | ${a.toFixed(1)} GFLOP/s | ${share(a, peak.registers.one)} | ${b.toFixed(1)} GFLOP/s | ${share(b, peak.registers.all)} | ${(b / a).toFixed(2)} |`,
      );
    }
  }
  await Promise.all([one.dispose(), all.dispose()]);
  return rows.join('\n');
}
