/** What becomes of a number before the network sees it: value · factor + offset. Applied behind augmentation. */
import type { ArgumentValues, Call } from '../../model/catalog/arguments.ts';
import type { Catalog, NameOf } from '../../model/catalog/index.ts';
import { DataError } from './samples.ts';
import type { ColumnStatistics } from './statistics.ts';

/** They repeat along the sample: one for each channel, or one for each of its numbers. */
export interface NormalMap {
  readonly factor: Float64Array;
  readonly offset: Float64Array;
}

export interface NormalRequest {
  /** Of the column, for messages. */
  readonly column: string;
  readonly channels: number;
  /** Of the training samples; `null` where they are not needed. */
  readonly statistics: ColumnStatistics | null;
}

type Normalization<N extends NameOf<'normalization'>> = (
  args: ArgumentValues<Catalog['normalization'][N]['args']>,
  of: NormalRequest,
) => NormalMap;

const normalizations: { readonly [N in NameOf<'normalization'>]: Normalization<N> } = {
  per_channel(_, of) {
    const { mean, deviation } = measured(of);
    // A channel that never changes carries nothing: it becomes zero.
    const factor = Float64Array.from(deviation, (value) => (value > 0 ? 1 / value : 0));
    return { factor, offset: factor.map((value, c) => -mean[c] * value) };
  },
  scale: ({ factor }, { channels }) => ({
    factor: new Float64Array(channels).fill(factor),
    offset: new Float64Array(channels),
  }),
  mean_image(_, of) {
    const { image = [] } = measured(of);
    return { factor: new Float64Array(image.length).fill(1), offset: Float64Array.from(image, (value) => -value) };
  },
  fixed({ mean, std }, { channels, column }) {
    const centers = perChannel('mean', mean as readonly number[], channels, column);
    const factor = perChannel('std', std as readonly number[], channels, column).map((value) => 1 / value);
    return { factor, offset: factor.map((value, c) => -centers[c] * value) };
  },
};

function measured({ statistics, column }: NormalRequest): ColumnStatistics {
  if (statistics === null)
    throw new DataError(`The statistics of ${column} are missing; they belong to the checkpoint.`);
  return statistics;
}

function perChannel(name: string, values: readonly number[], channels: number, column: string): Float64Array {
  if (values.length !== 1 && values.length !== channels)
    throw new DataError(
      `fixed(${name}=[…]) has ${values.length} numbers; ${column} has ${channels} channels. Give one for each, or one for all.`,
    );
  return Float64Array.from({ length: channels }, (_, c) => (values.length === 1 ? values[0] : values[c]));
}

/** `null`: numbers stay as they are. */
export function normalMap(call: Call | null, of: NormalRequest): NormalMap | null {
  if (call === null) return null;
  const normalize = normalizations[call.name as NameOf<'normalization'>] as (
    args: Call['args'],
    of: NormalRequest,
  ) => NormalMap;
  return normalize(call.args, of);
}

/** Which numbers of the training samples a normalization needs. */
export const needsOf = (call: Call | null): { readonly moments: boolean; readonly image: boolean } => ({
  moments: call?.name === 'per_channel',
  image: call?.name === 'mean_image',
});

/** Writes the sample to `out` from `at` on. */
export function normalize(values: ArrayLike<number>, map: NormalMap | null, out: Float32Array, at: number): void {
  const { length } = values;
  if (map === null) {
    out.set(values, at);
    return;
  }
  const { factor, offset } = map;
  const period = factor.length;
  let c = 0;
  for (let i = 0; i < length; i++) {
    out[at + i] = values[i] * factor[c] + offset[c];
    c = c + 1 === period ? 0 : c + 1;
  }
}
