/** A whole array of NumPy from a file. */
import { sizeOf } from '../../model/shape.ts';
import { openFile } from './file-source.ts';
import { openArray } from './sources/npy/array.ts';

export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** `name`: the array of a .npz; `null` for a .npy. @throws FormatError or DataError for what is damaged or no array. */
export function readArray(path: string, name: string | null): NumberArray {
  const { count, shape, read } = openArray(openFile(path), name ?? '');
  const size = sizeOf(shape);
  const data = new Float32Array(count * size);
  for (let i = 0; i < count; i++) data.set(read(i), i * size);
  return { shape: [count, ...shape], data };
}
