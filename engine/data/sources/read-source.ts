/** The image sets that `dataset.ts` takes into memory as a whole. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CIFAR_SIDE, cifar10Format, openCifar } from '../../../formats/cifar.ts';
import { readIdx } from '../../../formats/idx.ts';
import type { Call } from '../../../model/catalog/arguments.ts';
import type { Runs } from '../../coverage.ts';
import { openFile } from '../file-source.ts';
import { DataError, type ImageSet } from '../image-set.ts';
import { IMAGES, LABELS, mnistFile } from './mnist.ts';

const readers: { readonly [S in Runs<'source'>]: (folder: string) => ImageSet } = {
  mnist: readMnist,
  cifar10: readCifar10,
};

/** `base` is the folder of the model file. */
export const readSource = ({ name, args }: Call, base: string): ImageSet =>
  readers[name as Runs<'source'>](resolve(base, args.folder as string));

const FILES = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`);

function readCifar10(folder: string): ImageSet {
  const paths = FILES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (paths.length === 0)
    throw new DataError(
      `There is no ${FILES[0]} in ${folder}; cifar10("…") names the folder with the batches of the binary version, ${FILES[0]} to ${FILES[4]}.`,
    );
  const size = CIFAR_SIDE * CIFAR_SIDE * 3;
  const batches = paths.map((path) => openCifar(openFile(path), cifar10Format));
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const images = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  let at = 0;
  for (const batch of batches) {
    labels.set(batch.labels[0], at);
    for (let n = 0; n < batch.count; n++, at++) images.set(batch.image(n), at * size);
  }
  return { shape: [CIFAR_SIDE, CIFAR_SIDE, 3], count, images, labels };
}

function readMnist(folder: string): ImageSet {
  const images = readIdx(openFile(mnistFile(folder, IMAGES)));
  const labels = readIdx(openFile(mnistFile(folder, LABELS)));
  if (images.shape.length !== 3)
    throw new DataError(`${IMAGES} has ${images.shape.length} dimensions; images have 3: count, height, width.`);
  if (labels.shape.length !== 1) throw new DataError(`${LABELS} has ${labels.shape.length} dimensions; labels have 1.`);
  const [count, height, width] = images.shape;
  if (count !== labels.shape[0])
    throw new DataError(`${folder} holds ${count} images and ${labels.shape[0]} labels; each image has one.`);
  return { shape: [height, width, 1], count, images: images.data, labels: labels.data };
}
