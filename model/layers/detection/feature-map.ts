/** What heads on feature maps expect of them. */
import type { Fault } from '../../catalog/fault.ts';
import { type Extent, isImage, type Shape } from '../../shape.ts';
import { placeAt, wrongAxes } from '../expect.ts';

/** A feature map: height × width × channels, behind axes that only repeat it. */
export interface FeatureMap {
  readonly leading: Shape;
  readonly height: Extent;
  readonly width: Extent;
  readonly channels: Extent;
}

const nothing: Shape = { axes: [], extents: [] };

/** The last three axes as a feature map; unknown extents where nothing is known or they are none. */
export function featureMap(input: Shape | null): FeatureMap {
  const { leading, core } = placeAt(2, input) ?? { leading: nothing, core: null };
  const [height = null, width = null, channels = null] = core?.extents ?? [];
  return { leading, height, width, channels };
}

/** A fault unless the input ends in height × width × channels or is not known. */
export function needsMap(layer: string, input: Shape | null): Fault | null {
  return input === null || placeAt(2, input) !== null ? null : wrongAxes(layer, 2, input, 'takes');
}

/** The same for a layer of several maps of one image, which takes no axes before them. */
export function needsPlainMap(layer: string, input: Shape | null, index: number): Fault | null {
  return input === null || isImage(input) ? null : { ...wrongAxes(layer, 2, input, 'takes'), input: index };
}

/** `first`, `second`, …: inputs as they are spoken of. */
export const ordinal = (index: number): string =>
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][index] ?? `${index + 1}th`;
