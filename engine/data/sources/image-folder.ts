import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { classFolders } from '../../../formats/facts/image-folder.ts';
import { readingLater } from '../file-source.ts';
import { LARGEST_IMAGE } from '../images/decode.ts';
import { DataError, type Samples, type SourceRequest } from '../samples.ts';
import { type ImageItem, imageSamples } from './image-samples.ts';
import { requireClasses } from './labels.ts';
import { runListing } from './listing.ts';

export function openImageFolder({ source: { args }, base }: SourceRequest): Samples {
  const folder = resolve(base, args.folder as string);
  const classes = runListing(classFolders(folder));
  const empty = classes.filter(({ images }) => images.length === 0).map(({ name }) => name);
  if (empty.length > 0)
    throw new DataError(
      `${empty.length} of ${classes.length} classes in ${folder} have no images: ${empty.slice(0, 3).join(', ')}. Put JPEG, PNG, BMP or GIF there, or remove the folder.`,
    );
  const items = classes.flatMap(({ images }, label) =>
    images.map((path): ImageItem => ({ item: relative(folder, path), label, bytes: () => bytesOf(path) })),
  );
  const names = classes.map(({ name }) => name);
  requireClasses(
    items.map(({ label }) => label),
    folder,
    names,
  );
  return imageSamples({ args, items, classes: names, corrupt: [] });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const status = await readingLater('it', stat(path));
  // Whatever is no regular file may never end.
  if (!status.isFile()) throw new DataError('it is no regular file');
  if (status.size > LARGEST_IMAGE)
    throw new DataError(`it has ${status.size} bytes; images of at most ${LARGEST_IMAGE} are read`);
  return readingLater('it', readFile(path));
}
