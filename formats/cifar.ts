/** The binary version of CIFAR-10 (Krizhevsky, 2009): records of one label byte and 3 × 32 × 32 bytes, red, green, blue, row by row. */
import { FormatError, type Source } from './reader.ts';

export const CIFAR_SIDE = 32;
export const CIFAR_CLASSES = 10;
const PLANE = CIFAR_SIDE * CIFAR_SIDE;
const RECORD = 1 + 3 * PLANE;

export interface CifarBatch {
  /** count × 32 × 32 × 3, channels last. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** The number of records, from the size alone. */
export function cifarCount({ name, size }: Source): number {
  if (size > 0 && size % RECORD === 0) return size / RECORD;
  throw new FormatError(
    `${name} is ${size} bytes long, not a multiple of ${RECORD}: it is no batch of CIFAR-10 in the binary version, or it is cut off.`,
  );
}

export function readCifar(source: Source): CifarBatch {
  const count = cifarCount(source);
  const bytes = source.read(0, source.size);
  const images = new Uint8Array(count * 3 * PLANE);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const at = n * RECORD;
    const label = bytes[at];
    if (label >= CIFAR_CLASSES)
      throw new FormatError(`${source.name}: image ${n} has label ${label}; CIFAR-10 has 0 to 9.`);
    labels[n] = label;
    const out = n * 3 * PLANE;
    for (let pixel = 0; pixel < PLANE; pixel++) {
      for (let channel = 0; channel < 3; channel++)
        images[out + pixel * 3 + channel] = bytes[at + 1 + channel * PLANE + pixel];
    }
  }
  return { images, labels };
}
