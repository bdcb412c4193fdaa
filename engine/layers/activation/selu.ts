import { activated } from './activated.ts';

/** λ and α for a fixed point of mean 0 and variance 1 (Klambauer et al., 2017, appendix). */
const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

export const selu = activated<object>(() => ({ fn: 'elu', p: SCALE, q: SCALE * ALPHA }));
