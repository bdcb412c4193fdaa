import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { pickPixels } from './pick.ts';

type Mode = ArgsOf<typeof layers.pad>['mode'];

function paddedLines(extent: number, before: number, to: number, mode: Mode): number[] {
  const last = extent - 1;
  return Array.from({ length: to }, (_, i) => {
    const at = i - before;
    if (at >= 0 && at <= last) return at;
    if (mode === 'zeros') return -1;
    if (mode === 'replicate') return at < 0 ? 0 : last;
    return at < 0 ? -at : 2 * last - at;
  });
}

/** What the sides hold. That they are numbers the checker has seen to. */
export const pad = pickPixels<ArgsOf<typeof layers.pad>>(({ sides, mode }, from, to) => {
  const [top, , left] = typeof sides === 'string' ? [0, 0, 0] : sides;
  return { rows: paddedLines(from[0], top, to[0], mode), columns: paddedLines(from[1], left, to[1], mode) };
});
