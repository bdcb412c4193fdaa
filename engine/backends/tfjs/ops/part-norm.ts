import type { PartNormOps, Parts } from '../../../ops/part-norm.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

/** Pixels and channels of a group. */
const OVER = [1, 3];
/** Rows and pixels. */
const OUTER = [0, 1];

export function partNormOps(tf: Tf): PartNormOps<Slot> {
  const seenAs = (x: Slot, parts: Parts) => tf.reshape(x.value, [...parts]);
  const byChannel = (x: Slot, [, , groups, channels]: Parts) => tf.reshape(x.value, [1, 1, groups, channels]);
  const byPart = (x: Slot, [rows, , groups]: Parts) => tf.reshape(x.value, [rows, 1, groups, 1]);
  const inverse = (variance: TfTensor, eps: number) => tf.rsqrt(tf.add(variance, eps));
  const shapedAs = (x: TfTensor, { shape }: Slot) => tf.reshape(x, [...shape]);

  return {
    partNorm({ x, scale, shift }, out, { eps, parts }) {
      const [y, mean, variance] = tf.tidy(() => {
        const seen = seenAs(x, parts);
        const m = tf.mean(seen, OVER, true);
        const centered = tf.sub(seen, m);
        const v = tf.mean(tf.square(centered), OVER, true);
        const scaled = tf.mul(tf.mul(centered, inverse(v, eps)), byChannel(scale, parts));
        const shifted = tf.add(scaled, byChannel(shift, parts));
        return [shapedAs(shifted, out.y), shapedAs(m, out.mean), shapedAs(v, out.variance)];
      });
      out.y.value = y;
      out.mean.value = mean;
      out.variance.value = variance;
    },
    partNormGradient({ x, scale, mean, variance, dy }, out, { eps, parts }) {
      const [dScale, dShift, dx] = tf.tidy(() => {
        const rsqrt = inverse(byPart(variance, parts), eps);
        const normalized = tf.mul(tf.sub(seenAs(x, parts), byPart(mean, parts)), rsqrt);
        const given = seenAs(dy, parts);
        const seen = tf.mul(given, byChannel(scale, parts));
        const along = tf.mul(normalized, tf.mean(tf.mul(seen, normalized), OVER, true));
        const centered = tf.sub(tf.sub(seen, tf.mean(seen, OVER, true)), along);
        return [
          shapedAs(tf.sum(tf.mul(given, normalized), OUTER), out.dScale),
          shapedAs(tf.sum(given, OUTER), out.dShift),
          shapedAs(tf.mul(centered, rsqrt), x),
        ];
      });
      out.dScale.value = dScale;
      out.dShift.value = dShift;
      if (out.dx === null) dx.dispose();
      else out.dx.value = dx;
    },
  };
}
