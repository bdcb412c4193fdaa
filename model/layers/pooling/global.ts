/** Pooling over everything: height and width, a volume, or all steps. */
import { bool } from '../../catalog/arguments.ts';
import { image, product, sequence, vector, volume, withLeading } from '../../shape.ts';
import { givenText, placeAt, rankOf } from '../expect.ts';
import type { InferContext, Inferred } from '../spec.ts';
import { times } from '../window/words.ts';

export const globalArguments = {
  keep: bool('Whether the axes stay, with an extent of 1: 1×1×channels, as squeeze-and-excitation multiplies it.', {
    default: false,
  }),
};

export function inferGlobal(layer: string, { inputs, args }: InferContext<typeof globalArguments>): Inferred {
  const input = inputs[0] ?? null;
  if (input === null) return { output: args.keep === false ? vector(null) : null, global: true };
  const rank = rankOf(input);
  const placed = rank === null ? null : placeAt(rank, input);
  if (rank === null || placed?.core == null) {
    const message = `${layer} summarizes height × width of an image, a volume, or the steps of a sequence; it is given ${givenText(input)}.`;
    return { output: null, faults: [{ code: 'nothing-to-pool', severity: 'error', message, fixes: [] }] };
  }
  const slid = placed.core.extents.slice(0, -1);
  const channels = placed.core.extents.at(-1) ?? null;
  const arithmetic = [`${times(slid)} = ${product(slid) ?? '?'} values for each ${rank === 1 ? 'feature' : 'channel'}`];
  if (args.keep === null) return { output: null, global: true, arithmetic };
  const kept = { 1: sequence(1, channels), 2: image(1, 1, channels), 3: volume(1, 1, 1, channels) }[rank];
  return { output: withLeading(placed.leading, args.keep ? kept : vector(channels)), global: true, arithmetic };
}
