import type { layers } from '../../../model/layers/index.ts';
import { derived } from '../../tape/derived.ts';

export const embed = derived<typeof layers.embed>(({ t, x, weights }) => t.gather(weights.weight, x), {
  weight: [0, 1],
});
