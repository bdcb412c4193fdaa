/** Recurrences, one step at a time: no backend has kernels for them. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { SequenceOps, Stepping } from '../../../ops/sequence.ts';
import type { Slot } from '../slot.ts';
import type { Tf, TfTensor } from '../tf.ts';

export function sequenceOps(tf: Tf): SequenceOps<Slot> {
  /** Samples × features at each step, in the order in which the steps are taken. */
  function stepsOf({ value, shape }: Slot, { steps, reverse }: Stepping): TfTensor[] {
    const features = shape[shape.length - 1];
    const parts = tf.unstack(tf.reshape(value, [-1, steps, features]), 1);
    return reverse ? parts.reverse() : parts;
  }

  /** Back into the shape of `out`. */
  const joined = (parts: readonly TfTensor[], out: Slot, reverse: boolean) =>
    tf.reshape(tf.stack(reverse ? [...parts].reverse() : [...parts], 1), [...out.shape]);

  const startOf = (given: Slot | null, samples: number, units: number) =>
    given === null ? tf.zeros([samples, units]) : tf.reshape(given.value, [samples, units]);
  const blocks = (x: TfTensor, count: number) => tf.split(x, count, 1);
  const rest = (x: TfTensor) => tf.sub(1, x);
  const sigmoidSlope = (y: TfTensor) => tf.mul(y, rest(y));
  const tanhSlope = (y: TfTensor) => rest(tf.square(y));

  const product = (h: TfTensor, w: Slot, b: Slot | null) => {
    const q = tf.matMul(h as Tensor2D, w.value as Tensor2D);
    return b === null ? q : tf.add(q, b.value);
  };
  const productGradient = (dy: TfTensor, w: Slot): TfTensor =>
    tf.matMul(dy as Tensor2D, w.value as Tensor2D, false, true);

  /** What flows back into a state: from the step behind it and, where it is itself asked for, from its own gradient. */
  const plus = (flowing: TfTensor, own: TfTensor | undefined): TfTensor =>
    own === undefined ? flowing : tf.add(flowing, own);

  /** The gradient of the state before the first step, where it is asked for. */
  const give = (out: Slot | null, value: TfTensor) => {
    if (out !== null) out.value = tf.reshape(value, [...out.shape]);
    value.dispose();
  };

  return {
    rnn({ x, w, b, h0 }, out, { fn, ...stepping }) {
      const units = w.shape[0];
      out.value = tf.tidy(() => {
        const xs = stepsOf(x, stepping);
        let h = startOf(h0, xs[0].shape[0] as number, units);
        const states = xs.map((own) => {
          const sum = tf.add(own, product(h, w, b));
          h = fn === 'tanh' ? tf.tanh(sum) : tf.relu(sum);
          return h;
        });
        return joined(states, out, stepping.reverse);
      });
    },
    rnnGradient({ h, w, dh, dhLast }, out, { fn, ...stepping }) {
      const units = w.shape[0];
      const [dx, first] = tf.tidy(() => {
        const hs = stepsOf(h, stepping);
        const dhs = dh === null ? [] : stepsOf(dh, stepping);
        let flowing = startOf(dhLast, hs[0].shape[0] as number, units);
        const found: TfTensor[] = [];
        for (let k = hs.length - 1; k >= 0; k--) {
          found[k] = tf.mul(plus(flowing, dhs[k]), fn === 'tanh' ? tanhSlope(hs[k]) : tf.step(hs[k]));
          flowing = productGradient(found[k], w);
        }
        return [joined(found, out.dx, stepping.reverse), flowing];
      });
      out.dx.value = dx;
      give(out.dh0, first);
    },
    lstm({ x, w, b, h0, c0 }, out, stepping) {
      const units = w.shape[0];
      const [h, c, gates] = tf.tidy(() => {
        const xs = stepsOf(x, stepping);
        let state = startOf(h0, xs[0].shape[0] as number, units);
        let cell = startOf(c0, xs[0].shape[0] as number, units);
        const [states, cells, all]: TfTensor[][] = [[], [], []];
        for (const own of xs) {
          const [si, sf, sg, so] = blocks(tf.add(own, product(state, w, b)), 4);
          const [i, f, g, o] = [tf.sigmoid(si), tf.sigmoid(sf), tf.tanh(sg), tf.sigmoid(so)];
          cell = tf.add(tf.mul(f, cell), tf.mul(i, g));
          state = tf.mul(o, tf.tanh(cell));
          states.push(state);
          cells.push(cell);
          all.push(tf.concat([i, f, g, o], 1));
        }
        const { reverse } = stepping;
        return [joined(states, out.h, reverse), joined(cells, out.c, reverse), joined(all, out.gates, reverse)];
      });
      out.h.value = h;
      out.c.value = c;
      out.gates.value = gates;
    },
    lstmGradient({ gates, c, c0, w, dh, dhLast, dcLast }, out, stepping) {
      const units = w.shape[0];
      const [dx, first, firstCell] = tf.tidy(() => {
        const cells = stepsOf(c, stepping);
        const all = stepsOf(gates, stepping);
        const dhs = dh === null ? [] : stepsOf(dh, stepping);
        const samples = cells[0].shape[0] as number;
        let flowing = startOf(dhLast, samples, units);
        let dc = startOf(dcLast, samples, units);
        const found: TfTensor[] = [];
        for (let k = cells.length - 1; k >= 0; k--) {
          const [i, f, g, o] = blocks(all[k], 4);
          const tanh = tf.tanh(cells[k]);
          const d = plus(flowing, dhs[k]);
          dc = tf.add(dc, tf.mul(tf.mul(d, o), tanhSlope(tanh)));
          const before = k > 0 ? cells[k - 1] : startOf(c0, samples, units);
          found[k] = tf.concat(
            [
              tf.mul(tf.mul(dc, g), sigmoidSlope(i)),
              tf.mul(tf.mul(dc, before), sigmoidSlope(f)),
              tf.mul(tf.mul(dc, i), tanhSlope(g)),
              tf.mul(tf.mul(d, tanh), sigmoidSlope(o)),
            ],
            1,
          );
          dc = tf.mul(dc, f);
          flowing = productGradient(found[k], w);
        }
        return [joined(found, out.dx, stepping.reverse), flowing, dc];
      });
      out.dx.value = dx;
      give(out.dh0, first);
      give(out.dc0, firstCell);
    },
    gru({ x, w, b, h0 }, out, stepping) {
      const units = w.shape[0];
      const [h, gates, kept] = tf.tidy(() => {
        const xs = stepsOf(x, stepping);
        let state = startOf(h0, xs[0].shape[0] as number, units);
        const [states, all, products]: TfTensor[][] = [[], [], []];
        for (const own of xs) {
          const [xr, xz, xn] = blocks(own, 3);
          const [qr, qz, q] = blocks(product(state, w, b), 3);
          const [r, z] = [tf.sigmoid(tf.add(xr, qr)), tf.sigmoid(tf.add(xz, qz))];
          const n = tf.tanh(tf.add(xn, tf.mul(r, q)));
          state = tf.add(tf.mul(rest(z), n), tf.mul(z, state));
          states.push(state);
          all.push(tf.concat([r, z, n], 1));
          products.push(q);
        }
        const { reverse } = stepping;
        return [joined(states, out.h, reverse), joined(all, out.gates, reverse), joined(products, out.q, reverse)];
      });
      out.h.value = h;
      out.gates.value = gates;
      out.q.value = kept;
    },
    gruGradient({ gates, q, h, h0, w, dh, dhLast }, out, stepping) {
      const units = w.shape[0];
      const [dx, dState, first] = tf.tidy(() => {
        const all = stepsOf(gates, stepping);
        const products = stepsOf(q, stepping);
        const hs = all.length > 1 ? stepsOf(h, stepping) : [];
        const dhs = dh === null ? [] : stepsOf(dh, stepping);
        const samples = all[0].shape[0] as number;
        let flowing = startOf(dhLast, samples, units);
        const [found, ofState]: TfTensor[][] = [[], []];
        for (let k = all.length - 1; k >= 0; k--) {
          const [r, z, n] = blocks(all[k], 3);
          const d = plus(flowing, dhs[k]);
          const before = k > 0 ? hs[k - 1] : startOf(h0, samples, units);
          const dn = tf.mul(tf.mul(d, rest(z)), tanhSlope(n));
          const dr = tf.mul(tf.mul(dn, products[k]), sigmoidSlope(r));
          const dz = tf.mul(tf.mul(d, tf.sub(before, n)), sigmoidSlope(z));
          found[k] = tf.concat([dr, dz, dn], 1);
          ofState[k] = tf.concat([dr, dz, tf.mul(dn, r)], 1);
          flowing = tf.add(productGradient(ofState[k], w), tf.mul(d, z));
        }
        const { reverse } = stepping;
        return [joined(found, out.dx, reverse), joined(ofState, out.dState, reverse), flowing];
      });
      out.dx.value = dx;
      out.dState.value = dState;
      give(out.dh0, first);
    },
  };
}
