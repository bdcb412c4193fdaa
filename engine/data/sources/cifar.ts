/** CIFAR-10 and CIFAR-100: batches of small colour images, binary or pickled. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  absentCifar,
  CIFAR_SIDE,
  type CifarBatch,
  type CifarFormat,
  openCifar,
  openCifarPickle,
} from '../../../formats/cifar.ts';
import { type OpenFiles, openFile } from '../file-source.ts';
import { DataError, type Samples } from '../samples.ts';
import { classified } from './columns.ts';
import { requireClasses } from './labels.ts';

export interface CifarChoice {
  readonly format: CifarFormat;
  /** Which of the format's labels is the class. */
  readonly label: number;
  readonly classes: readonly string[];
}

/** All batches that are there, binary before pickled; at least one must be. @throws DataError or FormatError */
export function openCifarFolder(folder: string, files: OpenFiles, { format, label, classes }: CifarChoice): Samples {
  const inFolder = (names: readonly string[]) =>
    names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const plain = inFolder(format.binary).map((path) => files.open(path));
  const batches =
    plain.length > 0
      ? plain.map((file) => openCifar(file, format))
      : inFolder(format.pickled).map((path) => openCifarPickle(openFile(path), format));
  if (batches.length === 0) throw new DataError(absentCifar(folder, format));
  const labels = batches.map((batch) => batch.labels[label]);
  requireClasses(Uint8Array.from(labels.flatMap((some) => [...some])), folder);
  return {
    count: batches.reduce((sum, { count }) => sum + count, 0),
    columns: classified([CIFAR_SIDE, CIFAR_SIDE, 3], classes),
    corrupt: [],
    read(index) {
      const { batch, at } = find(batches, index);
      return Promise.resolve({ image: batch.image(at), class: Int32Array.of(batch.labels[label][at]) });
    },
  };
}

function find(batches: readonly CifarBatch[], index: number): { batch: CifarBatch; at: number } {
  let at = index;
  for (const batch of batches) {
    if (at < batch.count) return { batch, at };
    at -= batch.count;
  }
  throw new RangeError(`There is no image ${index}.`);
}
