import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import type { LayerRun } from '../layer-run.ts';
import { planeMap } from '../plane-map.ts';
import { bilinearMatrix } from './bilinear.ts';
import { pickPixels } from './pick.ts';

type Args = ArgsOf<typeof layers.upsample>;

/** Output pixel i holds input ⌊i·in/out⌋ (PyTorch's `nearest`). */
const nearestOf = (from: number, to: number) => Array.from({ length: to }, (_, i) => Math.floor((i * from) / to));

/** The first of every out/in holds an input. */
const nailsOf = (from: number, to: number) =>
  Array.from({ length: to }, (_, i) => (i % (to / from) === 0 ? i / (to / from) : -1));

const picked = pickPixels<Args>(({ mode }, from, to) => {
  const along = mode === 'nearest' ? nearestOf : nailsOf;
  return { rows: along(from[0], to[0]), columns: along(from[1], to[1]) };
});

const bilinear = planeMap<Args>((_, from, to) => [bilinearMatrix(from[0], to[0]), bilinearMatrix(from[1], to[1])]);

const runOf = ({ mode }: Args) => (mode === 'bilinear' ? bilinear : picked);

export const upsample: LayerRun<Args> = {
  forward: (node) => runOf(node.args).forward(node),
  backward: (node) => runOf(node.args).backward(node),
};
