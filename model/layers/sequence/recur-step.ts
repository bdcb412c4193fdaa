import { splitShape } from '../../shape.ts';
import { defineLayer } from '../spec.ts';

/** One element of a sequence within `recur`: the axis of steps is taken off; of tokens one token is left. */
export const recur_step = defineLayer({
  name: 'recur_step',
  doc: 'The element of a sequence at the step that a `recur` is at; made by the statement.',
  example: 'recur(w in steps, h = zeros(512)) { next h = h }',
  internal: true,
  args: {},
  keeps: [],
  memory: 'own',
  infer({ inputs }) {
    const input = inputs[0] ?? null;
    if (input === null) return { output: null };
    // Of tokens a single one is left, which has no axis.
    return { output: splitShape(input, input.axes.length - 1).core };
  },
});
