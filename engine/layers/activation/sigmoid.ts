import { activated } from './activated.ts';

export const sigmoid = activated<object>(() => ({ fn: 'sigmoid' }));
