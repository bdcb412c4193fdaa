/** Data that is made rather than read: the arguments tell everything. */
import type { Call } from '../../model/catalog/arguments.ts';
import { type DataFacts, unknownFacts } from './facts.ts';

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function images(size: unknown, channels: number): readonly number[] | null {
  if (!Array.isArray(size)) return null;
  const [height, width] = size as readonly unknown[];
  return typeof height === 'number' && typeof width === 'number' ? [height, width, channels] : null;
}

export const digitsFacts = ({ args }: Call): DataFacts => ({
  ...unknownFacts,
  classes: 10,
  count: number(args.count),
  shape: images(args.size, 1),
});

export const shapesFacts = ({ args }: Call): DataFacts => ({
  ...unknownFacts,
  classes: number(args.classes),
  count: number(args.count),
  shape: images(args.size, 3),
});

export function spiralsFacts({ args }: Call): DataFacts {
  const [classes, points] = [number(args.classes), number(args.points)];
  return { ...unknownFacts, classes, count: classes === null || points === null ? null : classes * points, shape: [2] };
}

/** The shape of images that are scaled and coloured as the source says. */
export const scaledShape = ({ args }: Call): readonly number[] | null =>
  images(args.size, args.color === 'grey' ? 1 : 3);
