/** The axis that a layer of structure works along, and what it says when there is none of that name. */

import { oneOf } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { type Axis, describeShape, type Extent, type Shape } from '../../shape.ts';

export type AutoAxis = Axis | 'auto';

/** One axis by name, or the last. */
export const autoAxis = (doc: string) =>
  oneOf<AutoAxis>(
    doc,
    {
      auto: 'The last axis: channels of images and volumes, features of vectors and sequences.',
      depth: 'Slices of a volume.',
      height: 'Rows.',
      width: 'Columns.',
      channels: 'Channels of an image or a volume.',
      steps: 'Steps of a sequence.',
      items: 'Regions or boxes.',
      features: 'Features of a vector or of each step.',
    },
    { default: 'auto' },
  );

/** The position of the axis; −1 where the shape has none of that name. */
export const axisIndex = ({ axes }: Shape, along: AutoAxis): number =>
  along === 'auto' ? axes.length - 1 : axes.lastIndexOf(along);

/** The fault of an axis that the input does not have; offered are those on which the call `works`. */
export function noSuchAxis(
  layer: string,
  input: Shape,
  along: AutoAxis,
  works: (extent: Extent, name: Axis) => boolean = () => true,
): Fault {
  const offered = input.axes.filter((name, i) => works(input.extents[i] ?? null, name));
  const fixes = offered.map((name) => ({
    kind: 'set' as const,
    title: `Set axis=${name}`,
    argument: 'axis',
    value: name,
  }));
  const message = `${layer}: ${describeShape(input)} has no axis ${along}. Its axes are ${input.axes.join(', ')}.`;
  return { code: 'no-such-axis', severity: 'error', argument: 'axis', message, fixes };
}
