/**
 * Makes the example's data: 12,000 grey 28×28 digits in the files of MNIST, so that nothing has to be downloaded.
 * The same seed gives the same bytes. `node examples/digits/generate.ts [folder]`.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeIdx } from '../../formats/idx.ts';
import { drawDigit, SIDE } from './draw.ts';
import { digitOutlines } from './fonts.ts';
import { Random } from './random.ts';

const COUNT = 12_000;
export const SEED = 231;

export interface Digits {
  /** count × 28 × 28. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export function makeDigits(count: number, seed: number): Digits {
  const faces = digitOutlines();
  const random = new Random(seed);
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const digit = random.below(10);
    const face = faces[random.below(faces.length)]!;
    labels[n] = digit;
    images.set(drawDigit(face[digit]!, random), n * SIDE * SIDE);
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
