import { defineLayer } from '../spec.ts';
import { dropsAll, probability } from './probability.ts';

export const dropout = defineLayer({
  name: 'dropout',
  doc: 'In training sets each element to zero with probability p and scales the rest by 1/(1 − p); does nothing in evaluation (inverted dropout).',
  source: 'CS231n, lecture 7; Srivastava et al., 2014',
  example: 'dropout(0.5)',
  args: { p: probability('Probability that an element is dropped.') },
  // The mask is drawn again in backward from the counter-based generator: nothing is kept.
  keeps: [],
  memory: 'inPlace',
  infer: ({ inputs, args }) => ({ output: inputs[0] ?? null, faults: dropsAll('dropout', args.p) }),
});
