import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { averagePool } from './pool.ts';

export const avgpool1d = averagePool<ArgsOf<typeof layers.avgpool1d>>(
  1,
  ({ window, stride, pad, count_include_pad }) => ({ window: [window], stride: [stride], pad, count_include_pad }),
);
