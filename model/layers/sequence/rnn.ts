import { oneOf } from '../../catalog/arguments.ts';
import { defineLayer } from '../spec.ts';
import { inferRecurrent, recurrentArguments } from './recurrent.ts';

export const activationArgument = oneOf(
  'The nonlinearity of the state.',
  { tanh: 'The hyperbolic tangent.', relu: 'max(0, x).' },
  { default: 'tanh' },
);

export const rnn = defineLayer({
  name: 'rnn',
  doc: 'The plain recurrent network: h = tanh(W x + U h + b) at every step. Two outputs: `y, h = rnn(512)` are all states and the last one. Gradients vanish or explode over many steps; lstm and gru are made against that.',
  source: 'Elman, 1990; CS231n, lecture 10',
  example: 'rnn(256)',
  args: { ...recurrentArguments, activation: activationArgument },
  carries: 'first',
  keeps: ['input', 'output'],
  memory: 'own',
  // The state before the nonlinearity follows from the one behind it: nothing else is kept.
  infer: (context) =>
    inferRecurrent({ layer: 'rnn', gates: 1, states: [{ port: 'h', argument: 'h0' }], kept: [] }, context),
});
