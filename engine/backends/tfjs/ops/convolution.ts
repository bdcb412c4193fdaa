import type { ConvolutionOps } from '../../../ops/ops.ts';
import { askedOf } from '../convolve/convolve.ts';
import { groupedConvolve } from '../convolve/groups.ts';
import { planeConvolve } from '../convolve/plane.ts';
import { anyRank } from '../convolve/rank.ts';
import type { Slot } from '../slot.ts';
import type { Tf } from '../tf.ts';

export function convolutionOps(tf: Tf): ConvolutionOps<Slot> {
  const convolve = anyRank(tf, groupedConvolve(tf, planeConvolve(tf)));
  const along = ({ shape }: Slot) => convolve(shape.length - 2);

  return {
    conv({ x, w, b }, y, convolving) {
      y.value = tf.tidy(() => {
        const product = along(x).forward(x.value, w.value, y.shape, askedOf(convolving));
        return b === null ? product : tf.add(product, b.value);
      });
    },
    convInputGradient({ dy, w }, dx, convolving) {
      dx.value = tf.tidy(() => along(dx).inputGradient(dy.value, w.value, dx.shape, askedOf(convolving)));
    },
    convFilterGradient({ x, dy }, dw, convolving) {
      dw.value = tf.tidy(() => along(x).filterGradient(x.value, dy.value, dw.shape, askedOf(convolving)));
    },
  };
}
