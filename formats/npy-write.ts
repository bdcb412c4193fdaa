/** Writes arrays as NumPy reads them: .npy (version 1.0) and .npz, a zip of them that is not compressed. */
import { zipOf } from './zip-write.ts';

export interface NpyData {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

const ALIGN = 64;

export function writeNpy({ shape, data }: NpyData): Uint8Array {
  const type = data instanceof Float64Array ? '<f8' : '<f4';
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': (${extents}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / ALIGN) * ALIGN - 10;
  const header = new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`);
  const bytes = new Uint8Array(10 + length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, length, true);
  bytes.set(header, 10);
  let at = 10 + length;
  for (const value of data) {
    if (type === '<f8') view.setFloat64(at, value, true);
    else view.setFloat32(at, value, true);
    at += data.BYTES_PER_ELEMENT;
  }
  return bytes;
}

/** By name, without `.npy`. */
export const writeNpz = (arrays: ReadonlyMap<string, NpyData>): Uint8Array =>
  zipOf([...arrays].map(([name, array]) => ({ name: `${name}.npy`, bytes: writeNpy(array) })));
