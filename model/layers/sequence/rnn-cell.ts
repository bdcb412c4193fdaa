import { defineLayer } from '../spec.ts';
import { cellArguments, inferCell } from './cell.ts';
import { activationArgument } from './rnn.ts';

export const rnn_cell = defineLayer({
  name: 'rnn_cell',
  doc: 'One step of a plain recurrent network, for the body of a recurrence: h = tanh(W x + U h + b), as `next h = rnn_cell(512, h = h)`.',
  source: 'Elman, 1990; CS231n, lecture 10',
  example: 'next h = rnn_cell(512, h = h)',
  args: { ...cellArguments, activation: activationArgument },
  keeps: ['input', 'output'],
  memory: 'own',
  infer: (context) => inferCell('rnn_cell', 1, [], ['h'], context),
});
