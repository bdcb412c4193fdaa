/** Samples that are made when they are asked for, each from the seed and its number. */
import type { DataColumn, Samples } from '../samples.ts';
import { Kept, type Values } from './kept.ts';

export function madeSource(count: number, columns: readonly DataColumn[], make: (index: number) => Values): Samples {
  const kept = new Kept();
  return {
    count,
    columns,
    corrupt: [],
    read: (index) => Promise.resolve(kept.get(index) ?? kept.keep(index, make(index))),
  };
}
