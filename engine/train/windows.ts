/** Evaluation of several windows of each sample, as `ten_crop` cuts them: their scores are averaged. */
import type { Batch, Target } from '../data/batch.ts';
import type { EpochBatch } from '../data/batch-buffer.ts';
import type { Ends, Evaluation, Network } from '../network/network.ts';

/** At most `size` windows at a time. The loss of a sample is the mean over its windows. */
export async function evaluateWindows(
  network: Pick<Network, 'evaluate'>,
  batch: EpochBatch,
  size: number,
): Promise<Evaluation> {
  const { windows, count } = batch;
  if (windows === 1) return network.evaluate(batch);
  const rows = windows * count;
  const sums: Record<string, Float32Array> = {};
  let lossSum = 0;
  for (let start = 0; start < rows; start += size) {
    const end = Math.min(rows, start + size);
    const { lossSum: loss, outputs } = await network.evaluate(windowsOf(batch, start, end));
    lossSum += loss / windows;
    add(sums, outputs, batch, start, end);
  }
  for (const values of Object.values(sums)) for (let i = 0; i < values.length; i++) values[i] /= windows;
  return { lossSum, outputs: sums };
}

function windowsOf({ windows, count, inputs, targets }: EpochBatch, start: number, end: number): Batch {
  const rows = windows * count;
  return {
    count: end - start,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, values]) => {
        const length = values.length / rows;
        return [name, values.subarray(start * length, end * length)];
      }),
    ),
    targets: Object.fromEntries(
      Object.entries(targets).map(([name, target]) => [name, repeated(target, count, windows, start, end)]),
    ),
  };
}

/** The target of its sample for each window. */
function repeated(target: Target, count: number, windows: number, start: number, end: number): Target {
  const length = target.values.length / count;
  const sampleOf = (i: number) => Math.floor((start + Math.floor(i / length)) / windows);
  const take = (_: number, i: number) => target.values[sampleOf(i) * length + (i % length)];
  const values = { length: (end - start) * length };
  if (target.kind === 'classes') return { kind: target.kind, values: Int32Array.from(values, take) };
  return { kind: target.kind, values: Float32Array.from(values, take) };
}

function add(
  sums: Record<string, Float32Array>,
  outputs: Ends,
  { windows, count }: EpochBatch,
  start: number,
  end: number,
): void {
  for (const [name, values] of Object.entries(outputs)) {
    const length = values.length / (end - start);
    sums[name] ??= new Float32Array(count * length);
    for (let row = start; row < end; row++) {
      const to = Math.floor(row / windows) * length;
      for (let i = 0; i < length; i++) sums[name][to + i] += values[(row - start) * length + i];
    }
  }
}
