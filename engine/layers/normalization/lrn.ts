import type { layers } from '../../../model/layers/index.ts';
import { sizeOf } from '../../../model/shape.ts';
import type { Tape, Var } from '../../tape/tape.ts';
import { written } from '../../tape/written.ts';

/** Channels × channels, 1 where the one in front is summed for the one behind: as in PyTorch from c − ⌊size/2⌋ to c + ⌊(size − 1)/2⌋. */
function band<T>(t: Tape<T>, channels: number, size: number): Var<T> {
  const values = new Float32Array(channels * channels);
  for (let c = 0; c < channels; c++) {
    const first = Math.max(0, c - Math.floor(size / 2));
    const last = Math.min(channels - 1, c + Math.floor((size - 1) / 2));
    for (let from = first; from <= last; from++) values[from * channels + c] = 1;
  }
  return t.constant(values, [channels, channels]);
}

/** Pixels × channels. */
const flat = <T>(t: Tape<T>, x: Var<T>) => t.reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1) ?? 1]);

export const lrn = written<typeof layers.lrn>({
  forward({ t, x, args: { size, alpha, beta, k }, save }) {
    const seen = flat(t, x);
    const sums = t.matmul(t.square(seen), band(t, seen.shape[1], size));
    const divisor = t.affine(sums, alpha / size, k);
    save('divisor', divisor);
    return t.reshape(t.multiply(seen, t.power(divisor, -beta)), x.shape);
  },
  // dy·d^(−β) − 2αβ/size · x · Σ dy·x·d^(−β−1), the sum over all channels in whose sum this one is.
  backward: ({ t, x, dy, args: { size, alpha, beta }, saved }) => ({
    input() {
      const seen = flat(t, x);
      const direct = t.multiply(flat(t, dy), t.power(saved('divisor', seen.shape), -beta));
      const each = t.divide(t.multiply(direct, seen), saved('divisor', seen.shape));
      const sums = t.matmul(each, band(t, seen.shape[1], size), { transposeB: true });
      const through = t.scale(t.multiply(seen, sums), (2 * alpha * beta) / size);
      return t.reshape(t.subtract(direct, through), x.shape);
    },
  }),
});
