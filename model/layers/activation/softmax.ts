import { defineLayer } from '../spec.ts';
import { alongArguments, inferAlong } from './along.ts';

export const softmax = defineLayer({
  name: 'softmax',
  doc: 'e^x over the sum of all e^x along an axis, the last when not named: positive numbers that sum to 1. The loss `softmax()` has its own: do not put this layer before it.',
  source: 'CS231n, lecture 3',
  example: 'softmax',
  args: alongArguments,
  keeps: ['output'],
  memory: 'inPlace',
  infer: (context) => inferAlong('softmax', context),
});
