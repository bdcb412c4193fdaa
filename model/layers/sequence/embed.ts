import { int } from '../../catalog/arguments.ts';
import { sequence, vector, withLeading } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { notTokens } from './steps.ts';

export const embed = defineLayer({
  name: 'embed',
  doc: 'Looks every token up in a learned table: steps of tokens become steps × dim. A lone token, as inside a recurrence, becomes a vector. Looking up multiplies nothing. (PyTorch calls it Embedding.)',
  source: 'Bengio et al., 2003; CS231n, lecture 10',
  example: 'embed(5000, 256)',
  args: {
    vocab: int('How many tokens there are: rows of the table.', { min: 1 }),
    dim: int('Features of each token.', { min: 1 }),
  },
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const { vocab, dim } = args;
    // A row is picked as by a one-hot vector: one input reaches each output.
    const weight = { name: 'weight', shape: [vocab, dim], role: 'weight' as const, fan: { in: 1, out: dim } };
    if (input === null) return { output: sequence(null, dim), weights: [weight] };
    if (input.axes.length === 0) return { output: vector(dim), weights: [weight] };
    if (input.axes.at(-1) !== 'steps') return { output: null, faults: [notTokens('embed', input)] };
    return { output: withLeading(input, vector(dim)), weights: [weight] };
  },
});
