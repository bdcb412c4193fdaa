import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { convolution } from './convolve.ts';

export const conv3d = convolution<ArgsOf<typeof layers.conv3d>>(3, (args) => args);
