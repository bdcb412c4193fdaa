import { defineLayer } from '../spec.ts';
import { alongArguments, inferAlong } from './along.ts';

export const log_softmax = defineLayer({
  name: 'log_softmax',
  doc: 'The logarithm of softmax along an axis, the last when not named: x − ln Σ e^x, computed without overflow.',
  source: 'CS231n, lecture 3',
  example: 'log_softmax',
  args: alongArguments,
  keeps: ['output'],
  memory: 'inPlace',
  infer: (context) => inferAlong('log_softmax', context),
});
