import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readIdx } from '../../../formats/idx.ts';
import { openFile } from '../file-source.ts';
import { DataError, type ImageSet } from '../image-set.ts';

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';

/** The plain file or the packed one. */
function find(folder: string, name: string): string {
  const path = [join(folder, name), join(folder, `${name}.gz`)].find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new DataError(
      `There is no ${name} (nor ${name}.gz) in ${folder}; mnist("…") names the folder that holds both ${IMAGES} and ${LABELS}.`,
    );
  return path;
}

export function readMnist(folder: string): ImageSet {
  const images = readIdx(openFile(find(folder, IMAGES)));
  const labels = readIdx(openFile(find(folder, LABELS)));
  if (images.shape.length !== 3)
    throw new DataError(`${IMAGES} has ${images.shape.length} dimensions; images have 3: count, height, width.`);
  if (labels.shape.length !== 1) throw new DataError(`${LABELS} has ${labels.shape.length} dimensions; labels have 1.`);
  const [count, height, width] = images.shape;
  if (count !== labels.shape[0])
    throw new DataError(`${folder} holds ${count} images and ${labels.shape[0]} labels; each image has one.`);
  return { shape: [height, width, 1], count, images: images.data, labels: labels.data };
}
