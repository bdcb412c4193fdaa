import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readIdxHeader } from '../../../formats/idx.ts';
import type { OpenFiles } from '../file-source.ts';
import { DataError, type Samples, type SourceRequest } from '../samples.ts';
import { classified, numbered } from './columns.ts';
import { requireClasses } from './labels.ts';

export const IMAGES = 'train-images-idx3-ubyte';
export const LABELS = 'train-labels-idx1-ubyte';

/** The plain file or the packed one. */
export function mnistFile(folder: string, name: string): string {
  const path = [join(folder, name), join(folder, `${name}.gz`)].find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new DataError(
      `There is no ${name} (nor ${name}.gz) in ${folder}; mnist("…") names the folder that holds both ${IMAGES} and ${LABELS}.`,
    );
  return path;
}

export function openMnist({ source: { args }, base }: SourceRequest, files: OpenFiles): Samples {
  const folder = resolve(base, args.folder as string);
  const images = files.open(mnistFile(folder, IMAGES));
  const labels = files.open(mnistFile(folder, LABELS));
  const imagesShape = readIdxHeader(images);
  const labelsShape = readIdxHeader(labels);
  if (imagesShape.length !== 3)
    throw new DataError(`${IMAGES} has ${imagesShape.length} dimensions; images have 3: count, height, width.`);
  if (labelsShape.length !== 1) throw new DataError(`${LABELS} has ${labelsShape.length} dimensions; labels have 1.`);
  const [count, height, width] = imagesShape;
  if (count !== labelsShape[0])
    throw new DataError(`${folder} holds ${count} images and ${labelsShape[0]} labels; each image has one.`);
  const size = height * width;
  if (size === 0) throw new DataError(`${IMAGES} holds images of ${height}×${width} pixels.`);
  const classes = labels.read(8, count);
  requireClasses(classes, folder);
  const highest = classes.reduce((a, b) => Math.max(a, b), 0);
  return {
    count,
    columns: classified([height, width, 1], numbered(highest + 1)),
    corrupt: [],
    read: (index) =>
      Promise.resolve({ image: images.read(16 + index * size, size), class: Int32Array.of(classes[index]) }),
  };
}
