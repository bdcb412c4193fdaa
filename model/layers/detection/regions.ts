/** What cutting regions out of feature maps shares: maps flow in first, boxes last. */
import type { Size } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, formatExtents, type Shape } from '../../shape.ts';
import { featureMap, needsPlainMap, ordinal } from './feature-map.ts';

/** items × height × width × channels. */
export const regionMaps = (count: Extent, [height, width]: Size | readonly [null, null], channels: Extent): Shape => ({
  axes: ['items', 'height', 'width', 'channels'],
  extents: [count, height, width, channels],
});

export interface Regions {
  readonly count: Extent;
  /** Channels of all maps. */
  readonly channels: Extent;
  readonly fault: Fault | null;
}

export function regionsOf(layer: string, inputs: readonly (Shape | null)[]): Regions {
  const maps = inputs.slice(0, -1);
  const boxes = inputs.at(-1) ?? null;
  const channels = maps.map((map) => featureMap(map).channels).find((known) => known !== null) ?? null;
  const areBoxes = boxes === null || isBoxes(boxes);
  const count = areBoxes ? (boxes?.extents[0] ?? null) : null;
  const fault =
    maps.map((map, i) => needsPlainMap(layer, map, i)).find((wrong) => wrong !== null) ??
    (areBoxes ? null : noBoxes(layer, boxes, inputs.length - 1)) ??
    differing(layer, maps);
  return { count, channels: fault?.code === 'channels-differ' ? null : channels, fault };
}

function isBoxes({ axes, extents }: Shape): boolean {
  const features = extents[1] ?? null;
  return axes.length === 2 && axes[0] === 'items' && (features === null || features === 4);
}

function noBoxes(layer: string, given: Shape, input: number): Fault {
  const message = `${layer} takes feature maps first and boxes, items × 4, last: [map, boxes] -> ${layer}(7x7); the last input is ${describeShape(given)}.`;
  return { code: 'boxes-missing', severity: 'error', message, input, fixes: [] };
}

/** Regions come from one map or another: they have to have as many channels. */
function differing(layer: string, maps: readonly (Shape | null)[]): Fault | null {
  const channels = maps.map((map) => featureMap(map).channels);
  const first = channels.findIndex((known) => known !== null);
  const other = channels.findIndex((known, i) => i > first && known !== null && known !== channels[first]);
  if (first < 0 || other < 0) return null;
  const wanted = channels[first];
  const { height, width } = featureMap(maps[other] ?? null);
  const message = `${layer}: the ${ordinal(first)} map has ${wanted} channels and the ${ordinal(other)} ${channels[other]}; a region comes from either, so all maps have as many. A 1×1 convolution brings them to ${wanted}.`;
  return {
    code: 'channels-differ',
    severity: 'error',
    message,
    input: other,
    fixes: [
      {
        kind: 'extend',
        title: `Project to ${wanted} channels ⟶ ${formatExtents([height, width, wanted ?? null])}`,
        input: other,
        statement: `conv(${wanted}, 1x1)`,
      },
    ],
  };
}
