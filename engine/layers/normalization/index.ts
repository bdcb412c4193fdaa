import { batchnorm } from './batchnorm.ts';
import { groupnorm } from './groupnorm.ts';
import { instancenorm } from './instancenorm.ts';
import { l2norm } from './l2norm.ts';
import { layer_scale } from './layer-scale.ts';
import { layernorm } from './layernorm.ts';
import { lrn } from './lrn.ts';

export const normalizationRuns = { batchnorm, groupnorm, instancenorm, l2norm, layer_scale, layernorm, lrn };
