import type { Call } from '../../model/catalog/arguments.ts';
import { readCoco } from '../coco.ts';
import { AbsentError, join, nameOf, type Reading, statOf, wholeOf } from '../reading.ts';
import { boxProblems } from './boxes.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { decode } from './utf8.ts';

/** A larger file of annotations is read when it comes to training. */
const LARGEST = 32 << 20;
/** Images whose files are looked for. */
const MOST_IMAGES = 200;

export function* cocoFacts({ args }: Call): Reading<DataFacts> {
  const folder = String(args.folder);
  const annotations = String(args.annotations);
  if ((yield* statOf(folder)) === null)
    throw new AbsentError({ kind: 'missing', message: `There is no folder ${folder}.` });
  const bytes = yield* wholeOf(annotations, LARGEST);
  if (bytes === null) return unknownFacts;
  const { images, categories, boxes } = readCoco(nameOf(annotations), decode(nameOf(annotations), bytes, true));
  const absent: string[] = [];
  for (const name of images.slice(0, MOST_IMAGES)) {
    if ((yield* statOf(join(folder, name))) === null) absent.push(name);
  }
  const placed = boxes.map(({ id, image, box: [left, top, width, height], ...size }) => ({
    what: `annotation ${id} of ${image}`,
    left,
    top,
    right: left + width,
    bottom: top + height,
    ...size,
  }));
  const looked = Math.min(images.length, MOST_IMAGES);
  const missing =
    absent[0] === undefined
      ? []
      : [
          problem(
            'data-missing',
            'folder',
            `${absent.length} of the first ${looked} images are not in ${folder}: ${absent[0]}.`,
          ),
        ];
  return {
    ...unknownFacts,
    classes: categories,
    count: images.length,
    problems: [...missing, ...boxProblems(placed, 'annotations')],
  };
}
