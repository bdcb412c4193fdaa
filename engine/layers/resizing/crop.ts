import type { layers } from '../../../model/layers/index.ts';
import { cutSides, cutTo } from '../../../model/layers/resizing/cut.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { pickPixels } from './pick.ts';

/** From `start` on, `count` of them. */
const linesFrom = (start: number | null, count: number) => Array.from({ length: count }, (_, i) => (start ?? 0) + i);

export const crop = pickPixels<ArgsOf<typeof layers.crop>>(({ sides, size, to: like, offset }, from, to) => {
  const bySides = like === null && size[0] === 0 && size[1] === 0;
  const { before } = bySides && typeof sides !== 'string' ? cutSides(from, sides) : cutTo(from, to, offset);
  return { rows: linesFrom(before[0], to[0]), columns: linesFrom(before[1], to[1]) };
});
