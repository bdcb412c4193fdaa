/** What heads on feature maps expect of them. */
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, isImage, type Shape, splitShape } from '../../shape.ts';

/** A feature map: height × width × channels, behind axes that only repeat it. */
export interface FeatureMap {
  readonly leading: Shape;
  readonly height: Extent;
  readonly width: Extent;
  readonly channels: Extent;
}

/** No axes: what stands before a map that is not known. */
export const nothing: Shape = { axes: [], extents: [] };

/** The last three axes as a feature map; unknown extents where nothing is known or they are none. */
export function featureMap(input: Shape | null): FeatureMap {
  if (input === null || !endsInImage(input)) return { leading: nothing, height: null, width: null, channels: null };
  const { leading, core } = splitShape(input, 3);
  const [height = null, width = null, channels = null] = core.extents;
  return { leading, height, width, channels };
}

const endsInImage = (input: Shape): boolean => isImage(splitShape(input, 3).core);

/** A fault unless the input ends in height × width × channels or is not known. */
export function needsMap(layer: string, input: Shape | null): Fault | null {
  return input === null || endsInImage(input) ? null : notAMap(layer, input);
}

/** The same for a layer of several maps of one image, which takes no axes before them. */
export function needsPlainMap(layer: string, input: Shape | null, index: number): Fault | null {
  return input === null || isImage(input) ? null : { ...notAMap(layer, input), input: index };
}

function notAMap(layer: string, input: Shape): Fault {
  const message = `${layer} takes feature maps, height × width × channels; it is given ${describeShape(input)}.`;
  return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
}

/** `first`, `second`, …: inputs as they are spoken of. */
export const ordinal = (index: number): string =>
  ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][index] ?? `${index + 1}th`;
