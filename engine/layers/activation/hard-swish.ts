import { activated } from './activated.ts';

export const hard_swish = activated<object>(() => ({ fn: 'hardSwish' }));
