/** The state that a recurrent layer or cell is given. */
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, type Shape } from '../../shape.ts';

/** A fault where the tensor given as `argument` is not of the shape of the state; what is unknown fits. `undefined`: not given. */
export function stateFault(
  layer: string,
  argument: string,
  given: Shape | null | undefined,
  expected: Shape | null,
  canResize: boolean,
): Fault | null {
  if (given == null || expected === null || fits(given, expected)) return null;
  const features = given.extents.at(-1) ?? null;
  const resizes =
    canResize && features !== null && fits(given, { ...expected, extents: expected.extents.with(-1, features) });
  const message = `${layer}: ${argument} is ${describeShape(given)}; the state is ${describeShape(expected)}.`;
  const fixes = resizes
    ? [
        {
          kind: 'set' as const,
          title: `Set units=${features} ⟶ a state of ${features} features`,
          argument: 'units',
          value: `${features}`,
        },
      ]
    : [];
  return { code: 'state-does-not-fit', severity: 'error', argument, message, fixes };
}

const agree = (a: Extent, b: Extent) => a === null || b === null || a === b;

const fits = (a: Shape, b: Shape): boolean =>
  a.axes.length === b.axes.length &&
  a.axes.every((axis, i) => axis === b.axes[i] && agree(a.extents[i] ?? null, b.extents[i] ?? null));
