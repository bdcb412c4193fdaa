import { fixed } from './fixed.ts';
import { mean_image } from './mean-image.ts';
import { per_channel } from './per-channel.ts';
import { scale } from './scale.ts';

export const normalizations = { per_channel, scale, mean_image, fixed } as const;
