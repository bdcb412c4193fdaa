import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CIFAR_SIDE, readCifar } from '../../../formats/cifar.ts';
import { openFile } from '../file-source.ts';
import { DataError, type ImageSet } from '../image-set.ts';

const FILES = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`);

/** All training batches that are there; at least one must be. */
export function readCifar10(folder: string): ImageSet {
  const paths = FILES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (paths.length === 0)
    throw new DataError(
      `There is no ${FILES[0]} in ${folder}; cifar10("…") names the folder with the batches of the binary version, ${FILES[0]} to ${FILES[4]}.`,
    );
  const batches = paths.map((path) => readCifar(openFile(path)));
  const count = batches.reduce((sum, batch) => sum + batch.labels.length, 0);
  const images = new Uint8Array(count * CIFAR_SIDE * CIFAR_SIDE * 3);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const batch of batches) {
    images.set(batch.images, at * CIFAR_SIDE * CIFAR_SIDE * 3);
    labels.set(batch.labels, at);
    at += batch.labels.length;
  }
  return { shape: [CIFAR_SIDE, CIFAR_SIDE, 3], count, images, labels };
}
