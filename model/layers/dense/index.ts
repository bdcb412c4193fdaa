/** Layers in which every output sees every feature. */
import { bilinear } from './bilinear.ts';
import { conv_highway } from './conv-highway.ts';
import { dense } from './dense.ts';
import { highway } from './highway.ts';
import { maxout } from './maxout.ts';

export const denseLayers = { dense, bilinear, maxout, highway, conv_highway } as const;
