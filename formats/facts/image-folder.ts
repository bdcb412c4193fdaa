import type { Call } from '../../model/catalog/arguments.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, join, listOf, type Reading, statOf } from '../reading.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { scaledShape } from './generated.ts';
import { badImages, isImage, lookInto } from './images.ts';

/** A class is a folder. With the split `folders` they stand in the folder of the training samples. */
export function* imageFolderFacts(source: Call, split: Call | null): Reading<DataFacts> {
  const top = String(source.args.folder);
  const stat = yield* statOf(top);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no folder ${top}.` });
  const folder = split?.name === 'folders' ? join(top, String(split.args.train)) : top;
  const classes = yield* classFolders(folder);
  const images = classes.flatMap((one) => one.images);
  const empty = classes.filter((one) => one.images.length === 0).map(({ name }) => name);
  const bad = badImages(yield* lookInto(images));
  const parts = classes.map(({ name }) => name).filter((name) => partNames.has(name));
  const found = [
    ...(parts.length < 2 || split?.name === 'folders'
      ? []
      : [
          `${parts.join(' and ')} look like parts of the data and not like classes; split = folders() reads them as parts.`,
        ]),
    ...(empty[0] === undefined
      ? []
      : [`${empty.length} of ${classes.length} classes have no images: ${empty.slice(0, 3).join(', ')}.`]),
    ...(bad === null ? [] : [bad]),
  ];
  return {
    ...unknownFacts,
    classes: classes.length,
    count: images.length,
    shape: scaledShape(source),
    problems: found.map((message) => problem('data-unreadable', 'folder', message)),
  };
}

/** Folders that hold parts of the data, each with a folder for every class. */
const partNames: ReadonlySet<string> = new Set(['train', 'training', 'val', 'valid', 'validation', 'test', 'testing']);

export interface ClassFolder {
  readonly name: string;
  /** Paths of the images, sorted. */
  readonly images: readonly string[];
}

/** Each class has a folder, named for it. @throws AbsentError, FormatError */
export function* classFolders(folder: string): Reading<readonly ClassFolder[]> {
  const classes = (yield* listOf(folder)).filter((entry) => entry.folder && !entry.name.startsWith('.'));
  if (classes.length === 0) throw new FormatError(`${folder} holds no folders; each class has one, named for it.`);
  const found: ClassFolder[] = [];
  for (const { name } of classes) {
    const path = join(folder, name);
    const inside = (yield* listOf(path)).filter((entry) => !entry.folder && isImage(entry.name));
    found.push({ name, images: inside.map((entry) => join(path, entry.name)) });
  }
  return found;
}
