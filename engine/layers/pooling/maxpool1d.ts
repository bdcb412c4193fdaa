import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { maxPool } from './pool.ts';

export const maxpool1d = maxPool<ArgsOf<typeof layers.maxpool1d>>(1, ({ window, stride, pad, dilation }) => ({
  window: [window],
  stride: [stride],
  pad,
  dilation: [dilation],
}));
