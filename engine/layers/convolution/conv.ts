import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { convolution } from './convolve.ts';

export const conv = convolution<ArgsOf<typeof layers.conv>>(2, (args) => args);
