/** Recurrences (Hochreiter and Schmidhuber, 1997; Cho et al., 2014), step by step. */
import type { SequenceOps, Stepping } from '../../../ops/sequence.ts';
import type { ReferenceTensor } from '../tensor.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Where the states of a sample stand at the steps, in the order in which these are taken. */
interface Run {
  readonly units: number;
  readonly samples: number;
  readonly times: readonly number[];
  /** Index of unit 0 of a sample at the step taken as number `k`, in a tensor of `blocks` blocks of units. */
  at(n: number, k: number, blocks: number): number;
}

function runOf(state: ReferenceTensor, units: number, { steps, reverse }: Stepping): Run {
  const times = Array.from({ length: steps }, (_, k) => (reverse ? steps - 1 - k : k));
  const samples = state.data.length / (steps * units);
  return { units, samples, times, at: (n, k, blocks) => (n * steps + times[k]) * blocks * units };
}

/** The state before the step taken as number `k`. */
function stateBefore({ units, at }: Run, h: ReferenceTensor, h0: ReferenceTensor | null, n: number, k: number) {
  if (k > 0) return h.data.subarray(at(n, k - 1, 1), at(n, k - 1, 1) + units);
  return h0 === null ? new Float64Array(units) : h0.data.subarray(n * units, (n + 1) * units);
}

/** hU + b. */
function product(h: Float64Array, w: ReferenceTensor, b: ReferenceTensor | null): Float64Array {
  const columns = w.data.length / h.length;
  return Float64Array.from({ length: columns }, (_, j) =>
    h.reduce((sum, value, u) => sum + value * w.data[u * columns + j], b === null ? 0 : b.data[j]),
  );
}

/** The gradient of h in hU + b. */
function productGradient(dy: Float64Array, w: ReferenceTensor, units: number): Float64Array {
  return Float64Array.from({ length: units }, (_, u) =>
    dy.reduce((sum, value, j) => sum + value * w.data[u * dy.length + j], 0),
  );
}

/** The gradient of the last state of a sample, to which each step then adds. */
const startOf = (last: ReferenceTensor | null, n: number, units: number): Float64Array =>
  last === null ? new Float64Array(units) : Float64Array.from(last.data.subarray(n * units, (n + 1) * units));

export const sequence: SequenceOps<ReferenceTensor> = {
  rnn({ x, w, b, h0 }, h, { fn, ...stepping }) {
    const run = runOf(h, w.shape[0], stepping);
    for (let n = 0; n < run.samples; n++) {
      for (const k of run.times.keys()) {
        const q = product(stateBefore(run, h, h0, n, k), w, b);
        const at = run.at(n, k, 1);
        for (let u = 0; u < run.units; u++) {
          const sum = x.data[at + u] + q[u];
          h.data[at + u] = fn === 'tanh' ? Math.tanh(sum) : Math.max(0, sum);
        }
      }
    }
  },
  rnnGradient({ h, w, dh, dhLast }, { dx, dh0 }, { fn, ...stepping }) {
    const run = runOf(h, w.shape[0], stepping);
    const { units } = run;
    for (let n = 0; n < run.samples; n++) {
      let flowing = startOf(dhLast, n, units);
      for (const k of [...run.times.keys()].reverse()) {
        const at = run.at(n, k, 1);
        for (let u = 0; u < units; u++) {
          const state = h.data[at + u];
          const slope = fn === 'tanh' ? 1 - state ** 2 : Number(state > 0);
          dx.data[at + u] = (flowing[u] + (dh?.data[at + u] ?? 0)) * slope;
        }
        flowing = productGradient(dx.data.subarray(at, at + units), w, units);
      }
      dh0?.data.set(flowing, n * units);
    }
  },
  lstm({ x, w, b, h0, c0 }, { h, c, gates }, stepping) {
    const run = runOf(h, w.shape[0], stepping);
    const { units } = run;
    for (let n = 0; n < run.samples; n++) {
      for (const k of run.times.keys()) {
        const q = product(stateBefore(run, h, h0, n, k), w, b);
        const before = stateBefore(run, c, c0, n, k);
        const [at, at4] = [run.at(n, k, 1), run.at(n, k, 4)];
        for (let u = 0; u < units; u++) {
          const sum = (gate: number) => x.data[at4 + gate * units + u] + q[gate * units + u];
          const found = [sigmoid(sum(0)), sigmoid(sum(1)), Math.tanh(sum(2)), sigmoid(sum(3))];
          const cell = found[1] * before[u] + found[0] * found[2];
          for (const [gate, value] of found.entries()) gates.data[at4 + gate * units + u] = value;
          c.data[at + u] = cell;
          h.data[at + u] = found[3] * Math.tanh(cell);
        }
      }
    }
  },
  lstmGradient({ gates, c, c0, w, dh, dhLast, dcLast }, { dx, dh0, dc0 }, stepping) {
    const run = runOf(c, w.shape[0], stepping);
    const { units } = run;
    for (let n = 0; n < run.samples; n++) {
      let flowing = startOf(dhLast, n, units);
      const dc = startOf(dcLast, n, units);
      for (const k of [...run.times.keys()].reverse()) {
        const before = stateBefore(run, c, c0, n, k);
        const [at, at4] = [run.at(n, k, 1), run.at(n, k, 4)];
        for (let u = 0; u < units; u++) {
          const [i, f, g, o] = [0, 1, 2, 3].map((gate) => gates.data[at4 + gate * units + u]);
          const tanh = Math.tanh(c.data[at + u]);
          const d = flowing[u] + (dh?.data[at + u] ?? 0);
          dc[u] += d * o * (1 - tanh ** 2);
          const found = [
            dc[u] * g * i * (1 - i),
            dc[u] * before[u] * f * (1 - f),
            dc[u] * i * (1 - g ** 2),
            d * tanh * o * (1 - o),
          ];
          for (const [gate, value] of found.entries()) dx.data[at4 + gate * units + u] = value;
          dc[u] *= f;
        }
        flowing = productGradient(dx.data.subarray(at4, at4 + 4 * units), w, units);
      }
      dh0?.data.set(flowing, n * units);
      dc0?.data.set(dc, n * units);
    }
  },
  gru({ x, w, b, h0 }, { h, gates, q: kept }, stepping) {
    const run = runOf(h, w.shape[0], stepping);
    const { units } = run;
    for (let n = 0; n < run.samples; n++) {
      for (const k of run.times.keys()) {
        const before = stateBefore(run, h, h0, n, k);
        const q = product(before, w, b);
        const [at, at3] = [run.at(n, k, 1), run.at(n, k, 3)];
        for (let u = 0; u < units; u++) {
          const r = sigmoid(x.data[at3 + u] + q[u]);
          const z = sigmoid(x.data[at3 + units + u] + q[units + u]);
          const candidate = Math.tanh(x.data[at3 + 2 * units + u] + r * q[2 * units + u]);
          for (const [gate, value] of [r, z, candidate].entries()) gates.data[at3 + gate * units + u] = value;
          kept.data[at + u] = q[2 * units + u];
          h.data[at + u] = (1 - z) * candidate + z * before[u];
        }
      }
    }
  },
  gruGradient({ gates, q, h, h0, w, dh, dhLast }, { dx, dState, dh0 }, stepping) {
    const run = runOf(q, w.shape[0], stepping);
    const { units } = run;
    for (let n = 0; n < run.samples; n++) {
      let flowing = startOf(dhLast, n, units);
      for (const k of [...run.times.keys()].reverse()) {
        const before = stateBefore(run, h, h0, n, k);
        const [at, at3] = [run.at(n, k, 1), run.at(n, k, 3)];
        const past = new Float64Array(units);
        for (let u = 0; u < units; u++) {
          const [r, z, candidate] = [0, 1, 2].map((gate) => gates.data[at3 + gate * units + u]);
          const d = flowing[u] + (dh?.data[at + u] ?? 0);
          const dn = d * (1 - z) * (1 - candidate ** 2);
          const dr = dn * q.data[at + u] * r * (1 - r);
          const dz = d * (before[u] - candidate) * z * (1 - z);
          for (const [gate, value] of [dr, dz, dn].entries()) dx.data[at3 + gate * units + u] = value;
          for (const [gate, value] of [dr, dz, dn * r].entries()) dState.data[at3 + gate * units + u] = value;
          past[u] = d * z;
        }
        flowing = productGradient(dState.data.subarray(at3, at3 + 3 * units), w, units);
        for (let u = 0; u < units; u++) flowing[u] += past[u];
      }
      dh0?.data.set(flowing, n * units);
    }
  },
};
