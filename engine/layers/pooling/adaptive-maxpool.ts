import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { adaptiveTaps } from './adaptive.ts';
import { regionMax } from './regions.ts';

export const adaptive_maxpool = regionMax<ArgsOf<typeof layers.adaptive_maxpool>>((_, from, to) => ({
  rows: adaptiveTaps(from[0], to[0]),
  columns: adaptiveTaps(from[1], to[1]),
}));
