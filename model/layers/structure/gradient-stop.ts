import { defineLayer } from '../spec.ts';

export const gradient_stop = defineLayer({
  name: 'gradient_stop',
  doc: 'Passes its input on and no gradient back: what stands before it does not learn from what stands behind it.',
  source: 'PyTorch, Tensor.detach; TensorFlow, stop_gradient',
  example: 'gradient_stop',
  args: {},
  keeps: [],
  memory: 'inPlace',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
