/** Samples that are made when they are asked for, each from the seed and its number. */
import type { ColumnValues, DataColumn, Samples } from '../samples.ts';

export const madeSource = (
  count: number,
  columns: readonly DataColumn[],
  make: (index: number) => Readonly<Record<string, ColumnValues>>,
): Samples => ({ count, columns, corrupt: [], read: async (index) => make(index) });
