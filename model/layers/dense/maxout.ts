import { bool, int } from '../../catalog/arguments.ts';
import { product } from '../../shape.ts';
import { defineLayer } from '../spec.ts';
import { inferLinear } from './linear.ts';

export const maxout = defineLayer({
  name: 'maxout',
  doc: 'Dense with several weighted sums for each output, of which the largest counts: y = max over k of Wₖx + bₖ. The rows of one output stand together in `weight` (units · pieces × in).',
  source: 'Goodfellow et al., 2013; CS231n, lecture 6',
  example: 'maxout(128, pieces=2)',
  args: {
    units: int('Number of outputs.', { min: 1 }),
    pieces: int('Weighted sums for each output.', { min: 2, default: 2 }),
    bias: bool('Whether each sum adds a learned constant.', { default: true }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const { units, pieces, bias } = args;
    const input = inputs[0] ?? null;
    const inferred = inferLinear('maxout', input, units, bias, product([units, pieces]));
    if (inferred.faults !== undefined) return inferred;
    return {
      ...inferred,
      arithmetic: [`${units ?? '?'} · ${pieces ?? '?'} = ${product([units, pieces]) ?? '?'} sums`],
    };
  },
});
