import type { layers } from '../../../model/layers/index.ts';
import { derived } from '../../tape/derived.ts';

export const gelu = derived<typeof layers.gelu>(({ t, x, args }) => {
  if (args.approximate === 'none') {
    const share = t.affine(t.unary('erf', t.scale(x, Math.SQRT1_2)), 1 / 2, 1 / 2);
    return t.multiply(x, share);
  }
  const cubic = t.multiply(x, t.affine(t.square(x), 0.044715, 1));
  const share = t.affine(t.tanh(t.scale(cubic, Math.sqrt(2 / Math.PI))), 1 / 2, 1 / 2);
  return t.multiply(x, share);
});
