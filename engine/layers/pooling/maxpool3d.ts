import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { maxPool } from './pool.ts';

export const maxpool3d = maxPool<ArgsOf<typeof layers.maxpool3d>>(3, (args) => args);
