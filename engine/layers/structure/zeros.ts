import type { layers } from '../../../model/layers/index.ts';
import { derived } from '../../tape/derived.ts';

export const zeros = derived<typeof layers.zeros>(({ t, outputShape }) => t.fill(0, outputShape));
