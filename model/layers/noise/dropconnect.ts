import { bool, int } from '../../catalog/arguments.ts';
import { inferLinear } from '../dense/linear.ts';
import { defineLayer } from '../spec.ts';
import { dropsAll, probability } from './probability.ts';

export const dropconnect = defineLayer({
  name: 'dropconnect',
  doc: 'Dense whose weights, not outputs, are dropped: in training each weight is zero with probability p and the rest are scaled by 1/(1 − p), drawn anew for every sample; in evaluation it is dense.',
  source: 'Wan et al., 2013; CS231n, lecture 7',
  example: 'dropconnect(128, p=0.5)',
  args: {
    units: int('Number of outputs.', { min: 1 }),
    p: probability('Probability that a weight is dropped.'),
    bias: bool('Whether each output adds a learned constant.', { default: true }),
  },
  // The mask is drawn again in backward: only the input is kept.
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const inferred = inferLinear('dropconnect', inputs[0] ?? null, args.units, args.bias);
    return inferred.faults === undefined ? { ...inferred, faults: dropsAll('dropconnect', args.p) } : inferred;
  },
});
