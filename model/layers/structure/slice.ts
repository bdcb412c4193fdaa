import { axis, int } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, type Shape } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { axisIndex, noSuchAxis } from './axis-argument.ts';

export const slice = defineLayer({
  name: 'slice',
  doc: 'Keeps a stretch of one axis, from `from` up to but not including `to`, counted from 0. Numbers below zero count from the end, and a `to` of 0 is the end: `slice(steps, 1)` leaves out the first step, `slice(steps, 0, -1)` the last.',
  source: 'PyTorch, Tensor.narrow',
  example: 'slice(channels, 0, 3)',
  args: {
    axis: axis('The axis that is cut.'),
    from: int('The first index that is kept; below zero counted from the end.', { default: 0 }),
    to: int('The first index that is not kept; 0 or below counted from the end.', { default: 0 }),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    if (input === null || args.axis === null) return { output: null };
    const { axis: along, from, to } = args;
    const at = axisIndex(input, along);
    if (at < 0)
      return { output: null, faults: [noSuchAxis('slice', input, along, (extent) => fits(extent, from, to))] };
    const extent = input.extents[at] ?? null;
    const kept = extentKept(extent, from, to);
    const output = { axes: input.axes, extents: input.extents.with(at, kept) };
    if (fits(extent, from, to))
      return { output, arithmetic: kept === null ? [] : [`${end(extent!, to!)} − ${start(extent!, from!)} = ${kept}`] };
    return { output: { ...output, extents: input.extents.with(at, null) }, faults: [outside(input, at, from!, to!)] };
  },
});

const start = (extent: number, from: number) => (from < 0 ? extent + from : from);
const end = (extent: number, to: number) => (to <= 0 ? extent + to : to);

function extentKept(extent: Extent, from: number | null, to: number | null): Extent {
  if (from === null || to === null) return null;
  // Counted from the same side, the stretch is known whatever the extent.
  if (extent === null) return from < 0 === to <= 0 && to > from ? to - from : null;
  return end(extent, to) - start(extent, from);
}

const fits = (extent: Extent, from: number | null, to: number | null): boolean =>
  extent === null ||
  from === null ||
  to === null ||
  (start(extent, from) >= 0 && end(extent, to) <= extent && end(extent, to) > start(extent, from));

function outside(input: Shape, at: number, from: number, to: number): Fault {
  const axis = input.axes[at]!;
  const extent = input.extents[at]!;
  const [first, last] = [start(extent, from), end(extent, to)];
  const isTo = first >= 0 && first < extent;
  const message = `slice: ${first} to ${last} is no stretch of ${extent} ${axis}; from counts from 0 to ${extent - 1}, to ${isTo ? `from ${first + 1} to ${extent}` : 'lies behind it'}.`;
  const set = (argument: string, value: number, kept: number): Fix => ({
    kind: 'set',
    title: `Set ${argument}=${value} ⟶ ${describeShape({ axes: input.axes, extents: input.extents.with(at, kept) })}`,
    argument,
    value: `${value}`,
  });
  const fixes = isTo ? [set('to', 0, extent - first)] : last > 0 && last <= extent ? [set('from', 0, last)] : [];
  return { code: 'slice-outside', severity: 'error', argument: isTo ? 'to' : 'from', message, fixes };
}
