import { defineLayer } from '../spec.ts';
import { inferRecurrent, type Kept, recurrentArguments } from './recurrent.ts';

/** r, z and n; and the product that r acts on. */
export const gruKept: readonly Kept[] = [
  { name: 'gates', blocks: 3 },
  { name: 'candidate', blocks: 1 },
];

export const gru = defineLayer({
  name: 'gru',
  doc: 'Gated recurrent unit: h = (1 − z)·n + z·h with n = tanh(W x + r·(U h)), the gates r and z computed from the input and from h. Two outputs: `y, h = gru(512)` are all states and the last one. The reset gate acts behind the product, as in PyTorch (Cho et al. reset before it); rows in the order r, z, n.',
  source: 'Cho et al., 2014; CS231n, lecture 10',
  example: 'gru(256)',
  args: recurrentArguments,
  carries: 'first',
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) =>
    inferRecurrent({ layer: 'gru', gates: 3, states: [{ port: 'h', argument: 'h0' }], kept: gruKept }, context),
});
