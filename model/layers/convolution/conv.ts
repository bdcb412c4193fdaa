import { bool, int, padding, size } from '../../catalog/arguments.ts';
import { image, product } from '../../shape.ts';
import { needsImage } from '../expect.ts';
import { defineLayer } from '../spec.ts';
import { explain, fitFaults, slideImage } from './window.ts';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Convolution over height and width. Every filter spans all input channels and gives one output channel; the output extent is ⌊(in − kernel + pad)/stride⌋ + 1.',
  source: 'CS231n, lecture 5',
  example: 'conv(32, 3x3, pad=1)',
  args: {
    filters: int('Number of filters: the channels of the output.', { min: 1 }),
    kernel: size('Height and width of a filter; a lone number is square.', {
      min: 1,
    }),
    stride: size('How far the filter moves at each step.', {
      min: 1,
      default: [1, 1],
    }),
    pad: padding('Zeros around the input: a number, (rows, columns), four sides, `same` or `valid`.', {
      default: [0, 0, 0, 0],
    }),
    bias: bool('Whether each filter adds a learned constant.', {
      default: true,
    }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { filters, kernel, stride, pad, bias } = args;
    const wrong = needsImage('conv', input);
    if (wrong !== null) return { output: null, faults: [wrong] };
    const channels = input?.extents[2] ?? null;
    const fanIn = kernel === null ? null : product([channels, ...kernel]);
    const fanOut = kernel === null ? null : product([filters, ...kernel]);
    const weights = [
      {
        name: 'weight',
        shape: [filters, channels, kernel?.[0] ?? null, kernel?.[1] ?? null],
        role: 'weight' as const,
        fan: { in: fanIn, out: fanOut },
      },
      ...(bias === false ? [] : [{ name: 'bias', shape: [filters], role: 'bias' as const, start: 0 }]),
    ];
    if (kernel === null || stride === null || pad === null)
      return { output: image(null, null, filters), weights, macs: null };
    const axes = slideImage(input, kernel, stride, pad);
    const faults =
      input === null
        ? []
        : fitFaults({
            layer: 'conv',
            input,
            kernel,
            stride,
            pad,
            unseen: 'error',
            outChannels: filters,
          });
    const fits = axes.every((axis) => axis.out === null || axis.out >= 1);
    const output = fits ? image(axes[0].out, axes[1].out, filters) : image(null, null, filters);
    return {
      output,
      weights,
      macs: product([...output.extents, fanIn]),
      window: { kernel, stride },
      faults,
      arithmetic: explain(input, kernel, stride, axes),
    };
  },
});
