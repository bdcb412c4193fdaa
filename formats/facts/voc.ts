import type { Call } from '../../model/catalog/arguments.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, join, nameOf, type Reading, statOf, wholeOf } from '../reading.ts';
import { readVoc } from '../voc.ts';
import { boxProblems, type LabelBox } from './boxes.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { decode } from './utf8.ts';

/** Images that are looked into; the classes of more are not known from here. */
const MOST_IMAGES = 2000;
const LARGEST_LIST = 4 << 20;
const LARGEST_ANNOTATION = 1 << 20;

export function* vocFacts({ args }: Call): Reading<DataFacts> {
  const folder = String(args.folder);
  if ((yield* statOf(folder)) === null)
    throw new AbsentError({ kind: 'missing', message: `There is no folder ${folder}.` });
  const segmentation = args.task === 'segmentation';
  const path = join(folder, `ImageSets/${segmentation ? 'Segmentation' : 'Main'}/${String(args.set)}.txt`);
  if ((yield* statOf(path)) === null)
    throw new AbsentError({ kind: 'missing', message: `There is no ${path}, the list of images.` });
  const list = yield* wholeOf(path, LARGEST_LIST);
  if (list === null) throw new FormatError(`${nameOf(path)} is too long for a list of images.`);
  // A list of one class has 1, 0 or −1 behind each image.
  const images = decode(nameOf(path), list, true)
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/)[0] || []);
  const facts = { ...unknownFacts, count: images.length };
  return segmentation ? yield* masks(folder, images, facts) : yield* objects(folder, images, facts);
}

function* objects(folder: string, images: readonly string[], facts: DataFacts): Reading<DataFacts> {
  const names = new Set<string>();
  const boxes: LabelBox[] = [];
  const bad: string[] = [];
  for (const image of images.slice(0, MOST_IMAGES)) {
    const path = join(folder, `Annotations/${image}.xml`);
    try {
      const bytes = yield* wholeOf(path, LARGEST_ANNOTATION);
      if (bytes === null) throw new FormatError(`${nameOf(path)} is too long for an annotation.`);
      const { size, objects: found } = readVoc(nameOf(path), decode(nameOf(path), bytes, true));
      for (const { name, box } of found) {
        names.add(name);
        // Counted from 1, both ends included: a box of one pixel starts and ends at it.
        if (size !== null)
          boxes.push({
            what: `${name} in ${image}`,
            left: box.xmin - 1,
            top: box.ymin - 1,
            right: box.xmax,
            bottom: box.ymax,
            ...size,
          });
      }
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof AbsentError)) throw error;
      bad.push(error.message);
    }
  }
  const whole = images.length <= MOST_IMAGES && bad.length === 0;
  const looked = Math.min(images.length, MOST_IMAGES);
  const unreadable =
    bad[0] === undefined
      ? []
      : [problem('data-unreadable', 'folder', `${bad.length} of ${looked} annotations cannot be read. ${bad[0]}`)];
  return {
    ...facts,
    classes: whole && names.size > 0 ? names.size : null,
    problems: [...unreadable, ...boxProblems(boxes, 'folder')],
  };
}

function* masks(folder: string, images: readonly string[], facts: DataFacts): Reading<DataFacts> {
  const absent: string[] = [];
  for (const image of images.slice(0, MOST_IMAGES)) {
    const path = join(folder, `SegmentationClass/${image}.png`);
    if ((yield* statOf(path)) === null) absent.push(path);
  }
  if (absent[0] === undefined) return facts;
  const looked = Math.min(images.length, MOST_IMAGES);
  return {
    ...facts,
    problems: [
      problem('data-missing', 'folder', `${absent.length} of ${looked} masks are missing: there is no ${absent[0]}.`),
    ],
  };
}
