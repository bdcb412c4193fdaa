import type { layers } from '../../../model/layers/index.ts';
import type { ArgsOf } from '../../../model/layers/spec.ts';
import { activated } from './activated.ts';

export const gelu = activated<ArgsOf<typeof layers.gelu>>(({ approximate }) => ({
  fn: approximate === 'none' ? 'gelu' : 'geluTanh',
}));
