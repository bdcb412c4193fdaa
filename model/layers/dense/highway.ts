import { product } from '../../shape.ts';
import { lastExtent, linearWeights, repeats } from '../features.ts';
import { defineLayer } from '../spec.ts';
import { gateArguments } from './gate.ts';
import { flattened, needsVector } from './linear.ts';

export const highway = defineLayer({
  name: 'highway',
  doc: 'Dense behind a learned gate: y = T·H + (1 − T)·x with H = f(W x + b) and T = sigmoid(W′x + b′). As many outputs as inputs; the bias of the gate starts below zero so that a deep stack begins as the identity.',
  source: 'Srivastava, Greff and Schmidhuber, 2015',
  example: 'highway(activation=tanh)',
  args: gateArguments,
  keeps: ['input'],
  memory: 'own',
  infer({ inputs, args }) {
    const input = inputs[0] ?? null;
    const units = lastExtent(input);
    const wrong = needsVector('highway', input, 'conv_highway(1)');
    if (input !== null && wrong !== null) return { output: flattened(input, null), faults: [wrong] };
    const each = [repeats(input), units];
    return {
      output: input,
      weights: [
        ...linearWeights(units, units, true, { prefix: 'transform.' }),
        ...linearWeights(units, units, true, { prefix: 'gate.', start: args.gate_bias ?? -1 }),
      ],
      macs: product([2, ...each, units]),
      global: true,
    };
  },
});
