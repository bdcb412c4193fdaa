import { activated } from './activated.ts';

export const tanh = activated<object>(() => ({ fn: 'tanh' }));
