import { activated } from './activated.ts';

export const swish = activated<object>(() => ({ fn: 'swish' }));
