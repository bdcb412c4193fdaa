import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { averagePool } from './pool.ts';

export const avgpool = averagePool<ArgsOf<typeof layers.avgpool>>(2, (args) => args);
