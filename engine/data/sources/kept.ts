import type { ColumnValues } from '../samples.ts';

export type Values = Readonly<Record<string, ColumnValues>>;

/** Bytes of samples that are kept by each source. */
const ROOM = 256 << 20;

/** Samples that took time to make, kept while there is room. */
export class Kept {
  readonly #samples = new Map<number, Values>();
  #room = ROOM;

  get(index: number): Values | undefined {
    return this.#samples.get(index);
  }

  keep(index: number, values: Values): Values {
    const size = Object.values(values).reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (size <= this.#room && !this.#samples.has(index)) {
      this.#samples.set(index, values);
      this.#room -= size;
    }
    return values;
  }
}
