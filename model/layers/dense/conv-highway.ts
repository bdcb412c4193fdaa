import { int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Extent, product, type Shape } from '../../shape.ts';
import { defineLayer, type WeightSpec } from '../spec.ts';
import { gateArguments } from './gate.ts';

export const conv_highway = defineLayer({
  name: 'conv_highway',
  doc: 'Convolution behind a learned gate: y = T·H + (1 − T)·x, where transform and gate are convolutions that keep height, width and channels. The kernel is odd, the padding (kernel − 1)/2.',
  source: 'Srivastava, Greff and Schmidhuber, 2015',
  example: 'conv_highway(3)',
  args: {
    kernel: int('Height and width of the filters; odd.', { min: 1, default: 3 }),
    ...gateArguments,
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { kernel, gate_bias } = args;
    const fault = notAnImage(input) ?? evenKernel(kernel, input);
    if (fault !== null) return { output: fault.argument === undefined ? null : input, faults: [fault] };
    const channels = input?.extents.at(-1) ?? null;
    const all = input?.extents ?? [null];
    return {
      output: input,
      weights: [
        ...convWeights('transform.', channels, kernel, 0),
        ...convWeights('gate.', channels, kernel, gate_bias ?? -1),
      ],
      macs: product([2, ...all, channels, kernel, kernel]),
      ...(kernel === null
        ? {}
        : { window: { kernel: [kernel, kernel], stride: [1, 1], before: [(kernel - 1) / 2, (kernel - 1) / 2] } }),
    };
  },
});

function convWeights(prefix: string, channels: Extent, kernel: Extent, start: number): readonly WeightSpec[] {
  const fan = product([channels, kernel, kernel]);
  return [
    {
      name: `${prefix}weight`,
      shape: [channels, channels, kernel, kernel],
      role: 'weight',
      fan: { in: fan, out: fan },
    },
    { name: `${prefix}bias`, shape: [channels], role: 'bias', start },
  ];
}

function notAnImage(input: Shape | null): Fault | null {
  const core = input?.axes.slice(-3);
  if (core === undefined || (core.join() === 'height,width,channels' && input?.axes.at(-4) !== 'depth')) return null;
  const instead = input?.axes.at(-1) === 'features' ? ' highway gates features.' : '';
  const message = `conv_highway slides over height × width × channels; it is given ${describeShape(input)}.${instead}`;
  return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
}

function evenKernel(kernel: number | null, input: Shape | null): Fault | null {
  if (kernel === null || kernel % 2 === 1) return null;
  const message = `conv_highway with a kernel of ${kernel} cannot keep height and width: the padding (${kernel} − 1)/2 = ${(kernel - 1) / 2} is not whole. ${kernel - 1} and ${kernel + 1} are odd.`;
  const fixes = [kernel - 1, kernel + 1].map((odd) => ({
    kind: 'set' as const,
    title: `Set kernel=${odd} ⟶ ${input === null ? 'same shape' : describeShape(input)}`,
    argument: 'kernel',
    value: `${odd}`,
  }));
  return { code: 'even-kernel', severity: 'error', argument: 'kernel', message, fixes };
}
