import { shape } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const zeros = defineLayer({
  name: 'zeros',
  doc: 'A tensor of zeros that depends on no input: the first state of a recurrence. `zeros(512)` is a vector of 512 features, `zeros(14x14x64)` an image.',
  source: 'PyTorch, zeros',
  example: 'zeros(512)',
  arity: 0,
  args: { shape: shape('The shape: a lone integer for features, or the shape of a sample.') },
  keeps: [],
  memory: 'own',
  infer: ({ args }) => ({ output: args.shape }),
});
