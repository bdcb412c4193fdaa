import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { convolution } from './convolve.ts';

export const conv1d = convolution<ArgsOf<typeof layers.conv1d>>(1, ({ kernel, stride, pad, dilation, groups }) => ({
  kernel: [kernel],
  stride: [stride],
  pad,
  dilation: [dilation],
  groups,
}));
