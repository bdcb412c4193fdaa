/** What a batch looks like in every layer. */

/** Of one output of a layer, over the whole batch. */
export interface LayerStatistics {
  readonly layer: string;
  /** Which of several outputs, from 0. */
  readonly output: number;
  readonly mean: number;
  /** The standard deviation; the activations of a good initialization keep theirs from layer to layer. */
  readonly deviation: number;
  /** The share of elements that are zero: after a ReLU, those that do not answer. */
  readonly zeros: number;
  /** Of a ReLU: the share of channels that are zero for every sample at every place. */
  readonly dead?: number;
  /** Of an activation with bounds: the share of elements within 1% of its range of one of them, where no gradient flows. */
  readonly saturated?: number;
}

/** Between what an activation lies. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [0, 1],
  hard_sigmoid: [0, 1],
  tanh: [-1, 1],
  hard_tanh: [-1, 1],
  softsign: [-1, 1],
};

const EDGE = 0.01;

/** `of`: the kind of the layer and the channels of its output, where they say more. */
export function statisticsOf(
  layer: string,
  output: number,
  values: Float32Array,
  of: { readonly kind: string; readonly channels: number | null } | null = null,
): LayerStatistics {
  const count = values.length;
  let sum = 0;
  let zeros = 0;
  for (const value of values) {
    sum += value;
    if (value === 0) zeros++;
  }
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const range = of === null || !Object.hasOwn(bounds, of.kind) ? null : bounds[of.kind];
  const rectified = of !== null && (of.kind === 'relu' || of.kind === 'relu6') ? of.channels : null;
  return {
    layer,
    output,
    mean,
    deviation: Math.sqrt(squares / count),
    zeros: zeros / count,
    ...(rectified === null ? {} : { dead: deadShare(values, rectified) }),
    ...(range === null ? {} : { saturated: saturatedShare(values, range) }),
  };
}

/** Channels come last. */
function deadShare(values: Float32Array, channels: number): number {
  const alive = new Uint8Array(channels);
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) alive[i % channels] = 1;
  return 1 - alive.reduce((sum, one) => sum + one, 0) / channels;
}

function saturatedShare(values: Float32Array, [low, high]: readonly [number, number]): number {
  const edge = EDGE * (high - low);
  let found = 0;
  for (const value of values) if (value < low + edge || value > high - edge) found++;
  return found / values.length;
}
