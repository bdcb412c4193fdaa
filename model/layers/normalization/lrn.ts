import { float, int } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';
import { describeShape, type Shape } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

export const lrn = defineLayer({
  name: 'lrn',
  doc: "Local response normalization: divides each value by (k + alpha/size · Σ x²)^beta, the sum over `size` channels around it. This is PyTorch's and Caffe's formula, with PyTorch's defaults. AlexNet's paper does not divide alpha by the size and has k = 2, size 5, alpha = 10⁻⁴: here `lrn(5, alpha=5e-4, k=2)`.",
  source: 'Krizhevsky, Sutskever and Hinton, 2012',
  example: 'lrn(5)',
  args: {
    size: int('Channels that are summed.', { min: 1, default: 5 }),
    alpha: float('Weight of the mean square.', { min: 0, default: 1e-4 }),
    beta: float('Exponent of the divisor.', { min: 0, default: 0.75 }),
    k: float('Added before the exponent.', { min: 0, default: 1 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs }) {
    const output = inputs[0] ?? null;
    const fault = notAnImage(output);
    return fault === null
      ? { output, saved: [{ name: 'divisor', shape: output?.extents ?? [null], perSample: true }] }
      : { output, faults: [fault] };
  },
});

function notAnImage(input: Shape | null): Fault | null {
  if (input === null || input.axes.at(-1) === 'channels') return null;
  const message = `lrn normalizes across the channels of an image; it is given ${describeShape(input)}.`;
  return { code: 'input-not-an-image', severity: 'error', message, fixes: [] };
}
