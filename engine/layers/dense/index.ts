import { bilinear } from './bilinear.ts';
import { conv_highway } from './conv-highway.ts';
import { dense } from './dense.ts';
import { highway } from './highway.ts';
import { maxout } from './maxout.ts';

export const denseRuns = { bilinear, conv_highway, dense, highway, maxout };
