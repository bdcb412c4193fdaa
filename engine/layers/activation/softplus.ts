import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { activated } from './activated.ts';

export const softplus = activated<ArgsOf<typeof layers.softplus>>(({ beta }) => ({ fn: 'softplus', p: beta }));
