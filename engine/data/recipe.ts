/** How a batch is made of samples, as plain data: the same for the main thread and every worker. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { ArgumentsOf, Extents, ImageFacts } from './augmentations/augmentation.ts';
import type { TargetFit } from './fit.ts';
import type { NormalMap } from './normalization.ts';

export interface InputPlan {
  readonly name: string;
  readonly column: string;
  /** Numbers of one sample. */
  readonly size: number;
  readonly normal: NormalMap | null;
}

export interface TargetPlan extends TargetFit {
  /** Of the head. */
  readonly name: string;
  readonly column: string;
  /** Of a column that is an input too: it is compared with what the network sees. */
  readonly normal: NormalMap | null;
}

export interface Recipe {
  readonly seed: number;
  /** The name of the `data` item, for messages. */
  readonly data: string;
  readonly inputs: readonly InputPlan[];
  readonly targets: readonly TargetPlan[];
  /** The column of images and their extents before augmentation; `null`: there are none, or nothing changes them. */
  readonly picture: { readonly column: string; readonly extents: Extents } | null;
  /** Columns that move with the picture. */
  readonly box: string | null;
  readonly pixels: string | null;
  /** Those of one sample at a time, in order. */
  readonly augment: readonly Call[];
  readonly facts: ImageFacts;
  /** α of `mixup`; 0: none. */
  readonly mixup: number;
  readonly tenCrop: ArgumentsOf<'ten_crop'> | null;
}

/** Which samples make a batch. */
export interface BatchTask {
  /** 0: the samples of the training part, 1: those of the validation part; the same source unless they are in folders apart. */
  readonly source: 0 | 1;
  /** Counts from 1; `null`: as evaluation sees them. */
  readonly epoch: number | null;
  /** Of the epoch, from 0. */
  readonly batch: number;
  readonly indices: Uint32Array;
}
