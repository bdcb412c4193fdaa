import { float } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';

export const dropout = defineLayer({
  name: 'dropout',
  doc: 'In training sets each element to zero with probability p and scales the rest by 1/(1 − p); does nothing in evaluation (inverted dropout).',
  source: 'CS231n, lecture 7; Srivastava et al., 2014',
  example: 'dropout(0.5)',
  args: {
    p: float('Probability that an element is dropped.', {
      min: 0,
      max: 1,
      default: 0.5,
    }),
  },
  // The mask is drawn again in backward from the counter-based generator: nothing is kept.
  keeps: [],
  memory: 'inPlace',
  infer({ inputs, args }) {
    const output = inputs[0] ?? null;
    if (args.p !== 1) return { output };
    const message = 'dropout with p=1 drops everything: no signal and no gradient passes.';
    return {
      output,
      faults: [
        {
          code: 'dropout-drops-all',
          severity: 'warning',
          argument: 'p',
          message,
          fixes: [],
        },
      ],
    };
  },
});
