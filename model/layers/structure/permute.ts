import { axis, list } from '../../catalog/arguments.ts';
import type { Fault, Fix } from '../../catalog/fault.ts';
import { type Axis, axisNames, describeShape, type Extent, type Shape } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';

export const permute = defineLayer({
  name: 'permute',
  doc: "Puts the axes in another order; every axis keeps its name. With `as` the axes are read anew in that order, as when the features of all steps take the place of steps (MLP-Mixer's token mixing): `permute([features, steps], as=[steps, features])`. The batch stays first.",
  source: 'PyTorch, Tensor.permute; Tolstikhin et al., 2021 (as)',
  example: 'permute([width, height, channels])',
  args: {
    axes: list('The axes of the input in their new order, each once.', axis('One axis of the input.')),
    as: list(
      'What the axes of the output are called, in order; the names they had when not given.',
      axis('One axis of the output.'),
      {
        default: [],
      },
    ),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const order = args.axes?.filter(isAxis) ?? null;
    const names = args.as?.filter(isAxis) ?? null;
    if (order === null || names === null || order.length !== args.axes?.length || names.length !== args.as?.length)
      return { output: null };
    if (names.length > 0 && (names.length !== order.length || new Set(names).size < names.length))
      return { output: null, faults: [wrongNames(order, names)] };
    const axes = names.length > 0 ? names : order;
    if (input === null) return { output: { axes, extents: order.map(() => null) } };
    const fault = notAnOrder(input, order);
    if (fault !== null) return { output: null, faults: [fault] };
    return { output: { axes, extents: order.map((name): Extent => input.extents[input.axes.indexOf(name)] ?? null) } };
  },
});

const isAxis = (value: unknown): value is Axis => axisNames.some((name) => name === value);
const written = (axes: readonly Axis[]) => `[${axes.join(', ')}]`;

function notAnOrder(input: Shape, order: readonly Axis[]): Fault | null {
  const strange = order.find((name) => !input.axes.includes(name));
  const twice = order.find((name, i) => order.indexOf(name) !== i);
  const left = input.axes.filter((name) => !order.includes(name));
  if (strange === undefined && twice === undefined && left.length === 0) return null;
  const why =
    strange !== undefined
      ? `there is no axis ${strange}`
      : twice !== undefined
        ? `${twice} is named twice`
        : `${left.join(' and ')} ${left.length > 1 ? 'are' : 'is'} not named`;
  const completed = [...new Set(order.filter((name) => input.axes.includes(name))), ...left];
  const fix: Fix = {
    kind: 'set',
    title: `Set axes=${written(completed)}`,
    argument: 'axes',
    value: written(completed),
  };
  const message = `permute names every axis of its input once; in ${describeShape(input)} ${why}. Its axes are ${input.axes.join(', ')}.`;
  return { code: 'axes-not-an-order', severity: 'error', argument: 'axes', message, fixes: [fix] };
}

function wrongNames(order: readonly Axis[], names: readonly Axis[]): Fault {
  const message =
    names.length === order.length
      ? `permute: each axis of the output needs a name of its own; as=${written(names)} has one twice.`
      : `permute: as=${written(names)} names ${names.length} axes, the output has ${order.length}.`;
  return {
    code: 'axes-not-an-order',
    severity: 'error',
    argument: 'as',
    message,
    fixes: [{ kind: 'set', title: `Set as=${written(order)}`, argument: 'as', value: written(order) }],
  };
}
