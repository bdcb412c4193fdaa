/** What an augmentation does with a sample. Every number it draws comes from the place of the sample, so that the order of workers cannot matter. */
import type { ArgumentValues, Call } from '../../../model/catalog/arguments.ts';
import type { Catalog, NameOf } from '../../../model/catalog/index.ts';
import type { Draws } from '../../random/draws.ts';
import type { Scene } from '../picture/picture.ts';

/** height, width, channels. */
export type Extents = readonly [height: number, width: number, channels: number];

/** What is known of the training images. */
export interface ImageFacts {
  /** Of each channel, 0 to 255. */
  readonly mean: readonly number[];
  /** Of the covariance of the channels in values of 0 to 1: eigenvalues, and eigenvectors in rows. */
  readonly components: { readonly values: readonly number[]; readonly vectors: readonly (readonly number[])[] };
}

/** What a picture carries with it. */
export interface Carried {
  readonly box: boolean;
  readonly pixels: boolean;
}

export interface Augmentation<Args> {
  /** Extents of the picture behind it; absent: as before. */
  extents?(args: Args, before: Extents): Extents;
  /** Why it cannot be applied to pictures of these extents, and the way out; `null` where it can. */
  refuses?(args: Args, before: Extents, carried: Carried): string | null;
  /** May change the scene in place. */
  train(scene: Scene, args: Args, draws: Draws, facts: ImageFacts): Scene;
  /** Absent: evaluation leaves samples alone. `whole`: the cutting is left to `ten_crop`. */
  evaluate?(scene: Scene, args: Args, whole: boolean): Scene;
}

export type ArgumentsOf<N extends NameOf<'augmentation'>> = ArgumentValues<Catalog['augmentation'][N]['args']>;
export type AugmentationOf<N extends NameOf<'augmentation'>> = Augmentation<ArgumentsOf<N>>;

/** `crop(40×40)`, for messages. */
export const callText = (name: Call['name'], size: readonly number[]): string => `${name}(${size.join('×')})`;
