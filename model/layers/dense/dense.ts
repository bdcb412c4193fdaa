import { bool, int } from '../../catalog/arguments.ts';
import { formatShape, isImage, product, vector } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

export const dense = defineLayer({
  name: 'dense',
  doc: 'Fully connected: every output is a weighted sum of all features, y = Wx + b.',
  source: 'CS231n, lecture 4',
  example: 'dense(128)',
  args: {
    units: int('Number of outputs.', { min: 1 }),
    bias: bool('Whether each output adds a learned constant.', {
      default: true,
    }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const { units, bias } = args;
    if (input !== null && isImage(input)) {
      const count = product(input.extents);
      const message = `dense takes a vector of features; it is given an image of ${formatShape(input)}. Put flatten before it for ${count ?? '?'} features, or use conv(${units ?? 'n'}, 1x1) to apply it at every pixel.`;
      const title = `Insert flatten ⟶ ${count ?? '?'} features`;
      const fault = {
        code: 'dense-on-image',
        severity: 'error' as const,
        message,
        fixes: [{ kind: 'insert' as const, title, statement: 'flatten' }],
      };
      return { output: vector(units), faults: [fault] };
    }
    const features = input?.extents[0] ?? null;
    const weight = {
      name: 'weight',
      shape: [units, features],
      role: 'weight' as const,
      fan: { in: features, out: units },
    };
    const biases = bias === false ? [] : [{ name: 'bias', shape: [units], role: 'bias' as const, start: 0 }];
    return {
      output: vector(units),
      weights: [weight, ...biases],
      macs: product([features, units]),
      global: true,
    };
  },
});
