import { int } from '../../catalog/arguments.ts';
import { sequence, vector, withLeading } from '../../shape.ts';
import { defineLayer, type Inferred } from '../spec.ts';
import { notTokens } from './steps.ts';

export const one_hot = defineLayer({
  name: 'one_hot',
  doc: 'Writes every token as a vector of zeros with a one at its place: steps of tokens become steps × vocab. A lone token, as inside a recurrence, becomes a vector. Before a layer that multiplies it is the same as `embed` with that layer’s matrix, and dearer; small vocabularies, such as the characters of a text, can do with it. (PyTorch: torch.nn.functional.one_hot.)',
  source: 'CS231n, lecture 10 (min-char-rnn)',
  example: 'one_hot(65)',
  args: { vocab: int('How many tokens there are: features of each step.', { min: 1 }) },
  keeps: [],
  memory: 'own',
  infer({ inputs, args }): Inferred {
    const input = inputs[0] ?? null;
    const { vocab } = args;
    if (input === null) return { output: sequence(null, vocab) };
    if (input.axes.length === 0) return { output: vector(vocab) };
    if (input.axes.at(-1) !== 'steps') return { output: null, faults: [notTokens('one_hot', input)] };
    return { output: withLeading(input, vector(vocab)) };
  },
});
