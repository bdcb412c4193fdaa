import { activated } from './activated.ts';

export const hard_sigmoid = activated<object>(() => ({ fn: 'hardSigmoid' }));
