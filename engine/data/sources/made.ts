/** Samples that are made when they are asked for, each from the seed and its number, and kept while there is room. */
import type { ColumnValues, DataColumn, SampleSource } from '../samples.ts';

type Values = Readonly<Record<string, ColumnValues>>;

/** Bytes of samples that are kept. */
const ROOM = 256 << 20;

export function madeSource(
  count: number,
  columns: readonly DataColumn[],
  make: (index: number) => Values,
): SampleSource {
  const kept = new Map<number, Values>();
  let room = ROOM;
  return {
    count,
    columns,
    corrupt: [],
    read(index) {
      const before = kept.get(index);
      if (before !== undefined) return Promise.resolve(before);
      const values = make(index);
      const size = Object.values(values).reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (size <= room) {
        kept.set(index, values);
        room -= size;
      }
      return Promise.resolve(values);
    },
    close() {
      kept.clear();
      return Promise.resolve();
    },
  };
}
