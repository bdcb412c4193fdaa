/** Samples that lie in memory as a whole, once for the process and all its workers. */
import { sizeOf } from '../../model/shape.ts';
import type { ColumnValues, DataColumn, SampleSource } from './samples.ts';

export type Whole = NonNullable<SampleSource['whole']>;

export function memorySource(columns: readonly DataColumn[], whole: Whole): SampleSource {
  const [first] = columns;
  const count = first === undefined ? 0 : whole[first.name].length / sizeOf(first.shape);
  return {
    count,
    columns,
    corrupt: [],
    whole,
    read: (index) =>
      Promise.resolve(
        Object.fromEntries(
          columns.map((column) => {
            const size = sizeOf(column.shape);
            return [column.name, whole[column.name].subarray(index * size, (index + 1) * size)];
          }),
        ),
      ),
    close: () => Promise.resolve(),
  };
}

/** The same numbers in memory that workers share; what is there already stays where it is. */
export const inSharedMemory = (whole: Whole): Whole =>
  Object.fromEntries(Object.entries(whole).map(([name, values]) => [name, shared(values)]));

function shared(values: ColumnValues): ColumnValues {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const Values = values.constructor as new (buffer: SharedArrayBuffer) => ColumnValues;
  const copy = new Values(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
