import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { maxPool } from './pool.ts';

export const maxpool = maxPool<ArgsOf<typeof layers.maxpool>>(2, (args) => args);
