import { activated } from './activated.ts';

export const softsign = activated<object>(() => ({ fn: 'softsign' }));
