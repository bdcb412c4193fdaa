import { tensor } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { inferRecurrent, type Kept, recurrentArguments } from './recurrent.ts';

/** The tanh of the cell is made anew. */
export const lstmKept: readonly Kept[] = [
  { name: 'gates', blocks: 4 },
  { name: 'cells', blocks: 1 },
];

export const lstm = defineLayer({
  name: 'lstm',
  doc: 'Long short-term memory: c = f·c + i·g and h = o·tanh(c), the gates i, f, o and the candidate g computed from the input and from h. Three outputs: `y, h, c = lstm(512)` are all states, the last state and the last cell. Those of stacked or bidirectional layers are items × units. Biases start at zero, that of the forget gate too. Weights as in PyTorch, gates in the order i, f, g, o.',
  source: 'Hochreiter and Schmidhuber, 1997; CS231n, lecture 10',
  example: 'lstm(256)',
  args: {
    ...recurrentArguments,
    c0: tensor('The cell before the first step; zeros when not given. Of the shape of the output c.'),
  },
  carries: 'first',
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) =>
    inferRecurrent(
      {
        layer: 'lstm',
        gates: 4,
        states: [
          { port: 'h', argument: 'h0' },
          { port: 'c', argument: 'c0' },
        ],
        kept: lstmKept,
      },
      context,
    ),
});
