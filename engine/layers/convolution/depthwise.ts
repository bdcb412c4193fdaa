import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { convolution } from './convolve.ts';

/** As many groups as channels; the filters of a channel lie side by side, as in PyTorch. */
export const depthwise = convolution<ArgsOf<typeof layers.depthwise>>(2, (args, channels) => ({
  ...args,
  groups: channels,
}));
