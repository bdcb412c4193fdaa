/** What becomes of a pixel before the network sees it: per channel, value · factor + offset. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Runs } from '../coverage.ts';
import type { ImageSet } from './image-set.ts';

export interface ChannelMap {
  readonly factor: readonly number[];
  readonly offset: readonly number[];
}

/** Mean and standard deviation of each channel over the images at `indices`. */
export function channelStatistics(
  { shape, images }: ImageSet,
  indices: Uint32Array,
): { mean: number[]; deviation: number[] } {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const sum = new Array<number>(channels).fill(0);
  const squares = new Array<number>(channels).fill(0);
  for (const index of indices) {
    for (let i = 0; i < size; i++) {
      const value = images[index * size + i];
      sum[i % channels] += value;
      squares[i % channels] += value * value;
    }
  }
  const count = indices.length * height * width;
  const mean = sum.map((total) => total / count);
  return { mean, deviation: squares.map((total, c) => Math.sqrt(Math.max(0, total / count - mean[c] ** 2))) };
}

const normalizations: {
  readonly [N in Runs<'normalization'>]: (set: ImageSet, train: Uint32Array, args: Call['args']) => ChannelMap;
} = {
  per_channel(set, train) {
    const { mean, deviation } = channelStatistics(set, train);
    // A channel that never changes carries nothing: it becomes zero.
    const factor = deviation.map((value) => (value > 0 ? 1 / value : 0));
    return { factor, offset: mean.map((value, c) => -value * factor[c]) };
  },
  scale(set, _, args) {
    const channels = set.shape[2];
    return { factor: new Array(channels).fill(args.factor as number), offset: new Array(channels).fill(0) };
  },
};

/** Statistics come from the training images only. */
export function channelMap(call: Call | null, set: ImageSet, train: Uint32Array): ChannelMap {
  if (call === null) return normalizations.scale(set, train, { factor: 1 });
  return normalizations[call.name as Runs<'normalization'>](set, train, call.args);
}
