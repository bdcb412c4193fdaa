import { defineLayer } from '../spec.ts';

/** A state of `recur` at the step it is at. */
export const recur_state = defineLayer({
  name: 'recur_state',
  doc: 'A state that a `recur` carries from step to step; made by the statement.',
  example: 'recur(w in steps, h = zeros(512)) { next h = h }',
  internal: true,
  args: {},
  keeps: [],
  memory: 'own',
  infer: ({ inputs }) => ({ output: inputs[0] ?? null }),
});
