import { list, text } from '../../catalog/arguments.ts';
import { splitShape, withLeading } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

/** The end of `recur(w in steps, h = start) { … }`: what its body gives at each step, laid out as a sequence. */
export const recur = defineLayer({
  name: 'recur',
  doc: 'What the body of a `recur` gives at every step, as a sequence; made by the statement. It is given the sequence and the output of the body.',
  example: 'recur(w in steps, h = zeros(512)) { next h = h }',
  internal: true,
  arity: 2,
  args: {
    states: list('The states that go from step to step.', text('The id of a `recur_state`.')),
    next: list('What each state becomes after a step.', text('A reference of a tensor in the body.')),
  },
  keeps: [],
  memory: 'own',
  infer({ inputs }) {
    const [sequence = null, output = null] = inputs;
    if (sequence === null || output === null) return { output: null };
    return { output: withLeading(splitShape(sequence, sequence.axes.length - 1).leading, output) };
  },
});
