import { conv } from './conv.ts';
import { conv_transpose } from './conv-transpose.ts';
import { conv1d } from './conv1d.ts';
import { conv3d } from './conv3d.ts';
import { depthwise } from './depthwise.ts';
import { separable } from './separable.ts';

export const convolutionRuns = { conv, conv1d, conv3d, depthwise, separable, conv_transpose };
