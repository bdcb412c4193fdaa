import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { activated } from './activated.ts';

export const elu = activated<ArgsOf<typeof layers.elu>>(({ alpha }) => ({ fn: 'elu', p: 1, q: alpha }));
