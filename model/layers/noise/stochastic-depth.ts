import { oneOf } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { dropsAll, probability } from './probability.ts';

export const stochastic_depth = defineLayer({
  name: 'stochastic_depth',
  doc: 'In training drops the whole tensor with probability p and scales it by 1/(1 − p) where it stays: the last layer of a residual branch, so that the block is skipped. Does nothing in evaluation. (The paper scales in evaluation instead.)',
  source: 'Huang et al., 2016',
  example: 'stochastic_depth(0.1)',
  args: {
    p: probability('Probability that the branch is dropped.'),
    per: oneOf(
      'What is dropped together.',
      {
        sample: "Each sample by itself (PyTorch's `row`), as ConvNeXt and EfficientNet do.",
        batch: 'The whole batch, as in the paper.',
      },
      { default: 'sample' },
    ),
  },
  // The mask is drawn again in backward: nothing is kept.
  keeps: [],
  memory: 'inPlace',
  infer: ({ inputs, args }) => ({ output: inputs[0] ?? null, faults: dropsAll('stochastic_depth', args.p) }),
});
