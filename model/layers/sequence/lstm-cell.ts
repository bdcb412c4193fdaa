import { tensor } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { cellArguments, inferCell } from './cell.ts';
import { lstmKept } from './lstm.ts';

export const lstm_cell = defineLayer({
  name: 'lstm_cell',
  doc: 'One step of an lstm, for the body of a recurrence: `next h, c = lstm_cell(512, h = h, c = c)`. Two outputs: the state h and the cell c. Weights as in PyTorch, gates in the order i, f, g, o.',
  source: 'Hochreiter and Schmidhuber, 1997; CS231n, lecture 10',
  example: 'next h, c = lstm_cell(512, h = h, c = c)',
  args: { ...cellArguments, c: tensor('The cell of the step before.', { required: true }) },
  carries: 'first',
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) => inferCell('lstm_cell', 4, lstmKept.slice(0, 1), ['h', 'c'], context),
});
