/** Training samples drawn so that every class comes as often as any other. */
import { fillUniform } from '../random/philox.ts';
import type { BatchIndices, OrderRequest } from './order.ts';
import { CorruptError, DataError, type SampleSource } from './samples.ts';

/** Indices of the samples of each class that there is. */
export type Classes = readonly Uint32Array[];

/** @throws DataError where the column tells no classes apart. */
export async function classesOf(source: SampleSource, samples: Uint32Array, column: string | null): Promise<Classes> {
  if (column === null)
    throw new DataError('sampling = balanced() needs classes; the data has none that a head is compared with.');
  const found = new Map<number, number[]>();
  for (const index of samples) {
    try {
      const [label] = (await source.read(index))[column];
      const others = found.get(label);
      if (others === undefined) found.set(label, [index]);
      else others.push(index);
    } catch (error) {
      // What cannot be read is left out, and said when its batch is made.
      if (!(error instanceof CorruptError)) throw error;
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, indices]) => Uint32Array.from(indices));
}

/** With repetition; as many as there are samples. `epoch` counts from 1. */
export function balanced({ samples, size }: OrderRequest, classes: Classes, seed: number, epoch: number): BatchIndices {
  const draws = fillUniform(new Float64Array(2 * samples.length), { seed, purpose: 'shuffle', time: epoch, index: 1 });
  return (k) => {
    const from = k * size;
    return Uint32Array.from({ length: Math.min(size, samples.length - from) }, (_, i) => {
      const own = classes[Math.floor(draws[2 * (from + i)] * classes.length)];
      return own[Math.floor(draws[2 * (from + i) + 1] * own.length)];
    });
  };
}
