/** What an optimizer keeps beside every learned number, in numbers of the same size. */
import type { Call } from '../catalog/arguments.ts';
import type { NameOf } from '../catalog/index.ts';

const copies: { readonly [O in NameOf<'optimizer'>]: (args: Call['args']) => number } = {
  sgd: () => 1,
  adagrad: () => 1,
  rmsprop: ({ momentum, centered }) => 1 + (momentum === 0 ? 0 : 1) + (centered === true ? 1 : 0),
  adam: ({ amsgrad }) => (amsgrad === true ? 3 : 2),
  adamw: ({ amsgrad }) => (amsgrad === true ? 3 : 2),
  // Steps and differences of gradients, the last gradient and the direction.
  lbfgs: ({ history }) => 2 * (typeof history === 'number' ? history : 10) + 2,
};

/** `average` keeps one more. */
export const optimizerCopies = ({ name, args }: Call, average?: Call): number =>
  (copies[name as NameOf<'optimizer'>]?.(args) ?? 2) + (average === undefined ? 0 : 1);
