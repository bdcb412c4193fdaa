/** Samples and labels in arrays of NumPy. Bytes of images stay bytes; all else becomes numbers when it is read. */
import { resolve } from 'node:path';
import { isWhole } from '../../../formats/npy.ts';
import { sizeOf } from '../../../model/shape.ts';
import type { OpenFiles } from '../file-source.ts';
import { type ColumnValues, type DataColumn, DataError, type Samples, type SourceRequest } from '../samples.ts';
import { numbered } from './columns.ts';
import { requireClasses } from './labels.ts';
import { type NpyArray, openArray } from './npy/array.ts';

const HIGHEST_CLASS = 1_000_000;

export function openNpy({ source: { args }, base }: SourceRequest, files: OpenFiles): Samples {
  const at = (path: unknown) => resolve(base, path as string);
  const packed = String(args.file).toLowerCase().endsWith('.npz');
  if (!packed && args.labels === '')
    throw new DataError(
      `npy("${args.file}") has no labels: write labels="…", the .npy that holds one for each sample.`,
    );
  const [xName, yName] = [args.x, args.y] as [string, string];
  const x = openArray(files.open(at(args.file)), xName);
  const y = openArray(files.open(at(packed ? args.file : args.labels)), yName);
  if (x.shape.length === 0 || x.shape.length > 4)
    throw new DataError(
      `${x.name} has ${x.header.shape.length} dimensions; the first counts samples, and a sample has 1 to 4.`,
    );
  if (x.count !== y.count)
    throw new DataError(`${x.name} holds ${x.count} samples and ${y.name} ${y.count} labels; each sample has one.`);
  if (x.count === 0) throw new DataError(`${x.name} holds no samples; there is nothing to train on.`);
  if ([...x.shape, ...y.shape].includes(0)) throw new DataError(`${x.name} or ${y.name} has an axis of length 0.`);
  const sample = samples(x, xName);
  const target = targets(y, yName);
  return {
    count: x.count,
    columns: [sample.column, target.column],
    corrupt: [],
    read: async (index) => ({ [xName]: sample.read(index), [yName]: target.read(index) }),
  };
}

interface Read {
  readonly column: DataColumn;
  read(index: number): ColumnValues;
}

/** Height, width and channels make an image, one axis features. */
function samples(x: NpyArray, name: string): Read {
  const kind = x.shape.length === 3 ? 'image' : x.shape.length === 1 ? 'features' : 'numbers';
  const column = { name, kind, role: 'sample', shape: x.shape } as const;
  const isBytes = kind === 'image' && x.header.type.slice(1) === 'u1';
  return { column, read: isBytes ? (index) => x.bytes(index) : (index) => floats(x, index) };
}

/** One whole number is a class, two axes of them a class for each pixel; all else is numbers. */
function targets(y: NpyArray, name: string): Read {
  const single = y.shape.every((extent) => extent === 1);
  const kind = !isWhole(y.header) ? 'numbers' : single ? 'class' : y.shape.length === 2 ? 'pixels' : 'numbers';
  if (kind === 'numbers') {
    const column: DataColumn = { name, kind, role: 'target', shape: single ? [1] : y.shape };
    return { column, read: (index) => floats(y, index) };
  }
  const read = (index: number) => {
    const values = y.read(index);
    for (const value of values)
      if (!(value >= 0 && value <= HIGHEST_CLASS))
        throw new DataError(
          `${y.name}: the label of sample ${index} is ${value}; classes are numbered from 0, to ${HIGHEST_CLASS} at most.`,
        );
    return Int32Array.from(values);
  };
  let highest = 0;
  const first = new Int32Array(y.count);
  for (let n = 0; n < y.count; n++) {
    const values = read(n);
    highest = values.reduce((a, b) => Math.max(a, b), highest);
    first[n] = values[0];
  }
  if (kind === 'class') requireClasses(first, y.name);
  const shape = kind === 'class' ? [] : y.shape;
  return { column: { name, kind, role: 'target', shape, classes: numbered(highest + 1) }, read };
}

/** @throws DataError where one is no number */
function floats(array: NpyArray, index: number): Float32Array {
  const values = Float32Array.from(array.read(index));
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return values;
  const size = values.length;
  const place = array.shape.map((extent, axis) => {
    const below = sizeOf(array.shape.slice(axis + 1));
    return Math.floor((bad % size) / below) % extent;
  });
  throw new DataError(
    `${array.name}: sample ${index} holds ${values[bad]} at [${[index, ...place].join(', ')}], which no network can be trained on. Leave it out, or replace it with numpy.nan_to_num.`,
  );
}
