import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_NPY_HEADER, numberReader, readNpyHeader, requireWhole } from './npy.ts';
import { type NpyData, writeNpy, writeNpz } from './npy-write.ts';
import { viewOf } from './reader.ts';
import { arrayEntry, zipContents, zipDirectory, zipEntries } from './zip.ts';

/** Written by NumPy (scripts/fixtures/arrays.py): 3×6, sample n has 6 numbers from 10·n on. */
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', 'npy', name));
const values = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25];

function readBack(bytes: Uint8Array) {
  const header = readNpyHeader('x', bytes.subarray(0, LARGEST_NPY_HEADER));
  requireWhole('x', header, bytes.length);
  const read = numberReader('x', header);
  const view = viewOf(bytes);
  const count = (bytes.length - header.start) / header.item;
  return {
    header,
    data: Array.from({ length: count }, (_, i) => read(view, header.start + i * header.item)),
  };
}

describe('arrays that are written for NumPy', () => {
  it('are byte for byte what NumPy writes', () => {
    const shape = [3, 6];
    assert.deepEqual(Buffer.from(writeNpy({ shape, data: Float32Array.from(values) })), fixture('lef4.npy'));
    assert.deepEqual(Buffer.from(writeNpy({ shape, data: Float64Array.from(values) })), fixture('lef8.npy'));
  });

  const arrays: readonly NpyData[] = [
    { shape: [], data: Float32Array.of(-0.1) },
    { shape: [0], data: new Float32Array(0) },
    { shape: [5], data: Float64Array.of(1 / 3, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324) },
    // A header that goes beyond its first 128 bytes.
    { shape: Array.from({ length: 40 }, () => 1), data: Float32Array.of(7) },
  ];
  for (const { shape, data } of arrays) {
    it(`are read back: ${shape.length > 5 ? `${shape.length} axes` : shape.join('×') || 'a single number'}`, () => {
      const { header, data: found } = readBack(writeNpy({ shape, data }));
      assert.deepEqual(header.shape, shape);
      assert.deepEqual([header.fortran, header.start % 64], [false, 0]);
      assert.deepEqual(found, [...data]);
    });
  }

  it('are found in a .npz by their names, each as the .npy alone', () => {
    const arrays = new Map<string, NpyData>([
      ['output', { shape: [2], data: Float32Array.of(1, 2) }],
      ['grad.conv1.weight', { shape: [1, 2], data: Float64Array.of(3, 4) }],
    ]);
    const file = writeNpz(arrays);
    const { offset, length } = zipDirectory('file', file, file.length);
    const entries = zipEntries('file', file.subarray(offset, offset + length));
    assert.equal(entries.length, 2);
    for (const [name, array] of arrays) {
      const entry = arrayEntry('file', entries, name);
      const start = zipContents('file', entry, file.subarray(entry.offset));
      assert.deepEqual(file.slice(start, start + entry.size), writeNpy(array));
    }
  });
});
