import type { Samples, SourceRequest } from '../samples.ts';
import { classified } from './columns.ts';
import { madeSource } from './made.ts';
import { drawShape } from './shapes/draw.ts';
import { figures } from './shapes/figures.ts';

export function openShapes({ source: { args }, seed }: SourceRequest): Samples {
  const [height, width] = args.size as readonly [number, number];
  const classes = args.classes as number;
  const names = figures.slice(0, classes).map(([name]) => name);
  return madeSource(
    args.count as number,
    [...classified([height, width, 3], names), { name: 'box', kind: 'box', role: 'target', shape: [4] }],
    (index) => ({ ...drawShape(index, { height, width, classes, noise: args.noise as number, seed }) }),
  );
}
