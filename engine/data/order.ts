/** Which samples make a batch: batch k of an epoch is a function of the seed, the epoch and k. */
import { permutation } from '../random/philox.ts';

/** Indices of the samples of batch `k`, from 0. */
export type BatchIndices = (k: number) => Uint32Array;

export interface OrderRequest {
  readonly samples: Uint32Array;
  /** Samples in a batch; the last one has what is left. */
  readonly size: number;
}

export const batchCount = ({ samples, size }: OrderRequest): number => Math.ceil(samples.length / size);

/** As they come. */
export const inOrder =
  ({ samples, size }: OrderRequest): BatchIndices =>
  (k) =>
    samples.slice(k * size, (k + 1) * size);

/** Every sample once an epoch, in an order of the epoch's own. `epoch` counts from 1. */
export function shuffled({ samples, size }: OrderRequest, seed: number, epoch: number): BatchIndices {
  const order = permutation(samples.length, { seed, purpose: 'shuffle', time: epoch });
  return (k) => order.slice(k * size, (k + 1) * size).map((i) => samples[i]);
}

/**
 * For samples that follow each other, as the windows of a text do: each row of the batch goes on where it was in the batch
 * before, so that a recurrent layer can carry its state on. Rows are equally long; the last one may end earlier.
 */
export function inRows({ samples, size }: OrderRequest): BatchIndices {
  const length = Math.ceil(samples.length / size);
  return (k) => {
    const rows = Math.ceil((samples.length - k) / length);
    return Uint32Array.from({ length: rows }, (_, row) => samples[row * length + k]);
  };
}
