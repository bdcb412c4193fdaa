import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { activated } from './activated.ts';

export const leaky_relu = activated<ArgsOf<typeof layers.leaky_relu>>(({ slope }) => ({ fn: 'leakyRelu', p: slope }));
