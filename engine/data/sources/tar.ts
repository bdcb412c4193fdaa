import { resolve } from 'node:path';
import { archivesOf } from '../../../formats/tar.ts';
import type { OpenFiles } from '../file-source.ts';
import { LARGEST_IMAGE } from '../images/decode.ts';
import { type CorruptItem, DataError, type Samples, type SourceRequest } from '../samples.ts';
import { numbered } from './columns.ts';
import { type ImageItem, imageSamples, stopped } from './image-samples.ts';
import { requireClasses } from './labels.ts';
import { Archives } from './tar/archives.ts';
import { indexOf } from './tar/index-of.ts';

export function openTar({ source: { args }, base }: SourceRequest, files: OpenFiles): Samples {
  const ending = { image: String(args.image).toLowerCase(), label: String(args.label).toLowerCase() };
  const archives = new Archives(files);
  const items: ImageItem[] = [];
  const corrupt: CorruptItem[] = [];
  const endings = new Set<string>();
  for (const path of archivesOf(resolve(base, args.file as string))) {
    const index = indexOf(archives.at(path), ending);
    for (const found of index.endings) endings.add(found);
    for (const one of index.corrupt) {
      if (args.corrupt === 'fail') throw stopped(one);
      corrupt.push(one);
    }
    for (const { item, label, image } of index.samples)
      items.push({ item, label, bytes: async () => bytesOf(archives, path, image) });
  }
  const [first] = corrupt;
  if (items.length === 0)
    throw new DataError(
      first === undefined
        ? `${args.file} holds no samples: no file in it ends in .${ending.image} or .${ending.label}; there are ${there(endings)}.`
        : `None of the ${corrupt.length} samples of ${args.file} can be read. ${first.item}: ${first.reason}.`,
    );
  const labels = items.map(({ label }) => label);
  requireClasses(labels, String(args.file));
  const highest = labels.reduce((a, b) => Math.max(a, b), 0);
  if (highest > HIGHEST_CLASS)
    throw new DataError(
      `${args.file} has the label ${highest}; classes are numbered from 0, to ${HIGHEST_CLASS} at most.`,
    );
  return imageSamples({ args, items, classes: numbered(highest + 1), corrupt });
}

const HIGHEST_CLASS = 1_000_000;

const there = (endings: ReadonlySet<string>): string =>
  endings.size === 0 ? 'no files' : [...endings].map((name) => `.${name}`).join(', ');

function bytesOf(
  archives: Archives,
  path: string,
  { offset, size }: { readonly offset: number; readonly size: number },
): Uint8Array {
  if (size > LARGEST_IMAGE) throw new DataError(`it has ${size} bytes; images of at most ${LARGEST_IMAGE} are read`);
  return archives.at(path).read(offset, size);
}
