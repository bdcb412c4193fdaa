/**
 * Writes 12,000 grey 28×28 digits into the files of MNIST, so that these can be read without a download.
 * The same seed gives the same bytes. `node examples/digits/generate.ts [folder]`.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { digitAt, drawDigit } from '../../engine/data/sources/digits/draw.ts';
import { writeIdx } from '../../formats/idx.ts';

export const SIDE = 28;
/** Standard deviation of the noise, in pixel values. */
const NOISE = 15;
const COUNT = 12_000;
export const SEED = 231;

export interface Digits {
  /** count × 28 × 28. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** The images of the source `digits`, as many as asked for. */
export function makeDigits(count: number, seed: number): Digits {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    labels[n] = digitAt(n, seed);
    images.set(drawDigit(n, { height: SIDE, width: SIDE, noise: NOISE, seed }), n * SIDE * SIDE);
  }
  return { images, labels };
}

/** Writes both files beside and renames them: an interrupted run leaves nothing half-made. */
export function writeDigits(folder: string, { images, labels }: Digits): void {
  mkdirSync(folder, { recursive: true });
  const files = {
    'train-images-idx3-ubyte.gz': { shape: [labels.length, SIDE, SIDE], data: images },
    'train-labels-idx1-ubyte.gz': { shape: [labels.length], data: labels },
  };
  for (const [name, array] of Object.entries(files)) {
    const path = join(folder, name);
    writeFileSync(`${path}.tmp`, gzipSync(writeIdx(array)));
    renameSync(`${path}.tmp`, path);
  }
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, 'data');
  writeDigits(folder, makeDigits(COUNT, SEED));
  console.log(`${COUNT} digits in ${folder}`);
}
