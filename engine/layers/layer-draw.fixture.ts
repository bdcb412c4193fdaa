/** How cases of a layer are drawn by chance: shapes of the inputs and arguments. */
import type { LayerName } from '../../model/layers/index.ts';
import type { Shape } from '../../model/shape.ts';
import type { Line } from '../../model/zoo.fixture.ts';

/** A whole number from `low` to `high`, both included. */
export type Draw = (low: number, high: number) => number;

export type Given = NonNullable<Line[1]>;

/** The shape of one sample. */
export type Sample = readonly number[] | Shape;

export interface Drawn {
  /** The only input; of extents alone one is a vector, two are a sequence, three an image, four a volume. */
  readonly input?: Sample;
  /** None, or several. */
  readonly inputs?: readonly Sample[];
  /** Tensors given as arguments, by argument. */
  readonly tensors?: Readonly<Record<string, Sample>>;
  /** A layer that is put before: `input` is what it is given, its output the argument `of`, and so the shape of `x`. */
  readonly undoes?: readonly [layer: LayerName, args: Given];
  readonly args: Given;
}

export interface LayerDraw {
  readonly draw: (draw: Draw) => Drawn;
  /** What chance seldom draws. */
  readonly corners?: readonly Drawn[];
  /** One, unless a single sample makes no sense. */
  readonly smallestBatch?: number;
  /** Inputs whose gradient is zero by definition: whole numbers, and what no gradient is passed to. */
  readonly flat?: readonly string[];
  /** Values in place of normal ones, for `x`, `x1`, `dy` or a weight, where the layer takes others or kinks are near; `null` keeps them. */
  readonly adjust?: (name: string, values: Float64Array) => Float64Array | null;
}

export const plane = (draw: Draw) => [draw(3, 7), draw(3, 7), draw(1, 3)];

/** Images that are the steps of a sequence. */
export const images = (channels: number): Shape => ({
  axes: ['steps', 'height', 'width', 'channels'],
  extents: [2, 4, 3, channels],
});

export const steps = (draw: Draw) => [draw(1, 5), draw(1, 4)];

/** A vector, a sequence, an image or a small volume. */
export function anySample(draw: Draw): number[] {
  const which = draw(0, 3);
  return which === 0
    ? [draw(1, 6)]
    : which === 1
      ? steps(draw)
      : which === 2
        ? plane(draw)
        : [2, draw(1, 3), draw(1, 3), draw(1, 3)];
}

export const pair = (draw: Draw, high: number) => [draw(1, high), draw(1, high)];

/** `same` and `valid` now and then, else `count` sides of their own. */
export function paddingOf(draw: Draw, high: number, count: number): string | number[] {
  const which = draw(0, 3);
  if (which < 2) return which === 0 ? 'same' : 'valid';
  return Array.from({ length: count }, () => draw(0, high));
}

/** Of an image. */
export const padding = (draw: Draw, high: number) => paddingOf(draw, high, 4);
