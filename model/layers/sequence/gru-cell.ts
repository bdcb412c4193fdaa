import { defineLayer } from '../spec.ts';
import { cellArguments, inferCell } from './cell.ts';
import { gruKept } from './gru.ts';

export const gru_cell = defineLayer({
  name: 'gru_cell',
  doc: 'One step of a gru, for the body of a recurrence: `next h = gru_cell(512, h = h)`. Weights as in PyTorch, rows in the order r, z, n.',
  source: 'Cho et al., 2014; CS231n, lecture 10',
  example: 'next h = gru_cell(512, h = h)',
  args: cellArguments,
  keeps: ['input'],
  memory: 'own',
  infer: (context) => inferCell('gru_cell', 3, gruKept, ['h'], context),
});
