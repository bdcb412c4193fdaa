import type { layers } from '../../../model/layers/index.ts';
import { written } from '../../tape/written.ts';

export const gaussian_noise = written<typeof layers.gaussian_noise>({
  forward: ({ t, x, args, training, place }) =>
    training ? t.add(x, t.scale(t.random('normal', x.shape, place), args.std)) : x,
  backward: ({ dy }) => ({ input: () => dy }),
});
