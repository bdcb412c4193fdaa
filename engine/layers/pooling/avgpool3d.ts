import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { averagePool } from './pool.ts';

export const avgpool3d = averagePool<ArgsOf<typeof layers.avgpool3d>>(3, (args) => args);
