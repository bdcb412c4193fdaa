/** What highway layers share: a transform and a gate of the same size. */
import { float, oneOf } from '../../catalog/arguments.ts';

export const gateArguments = {
  activation: oneOf(
    'The nonlinearity of the transform H.',
    { relu: 'max(0, x).', tanh: 'The hyperbolic tangent.' },
    { default: 'relu' },
  ),
  gate_bias: float("What the gate's bias starts at; below zero the layer begins by passing its input on.", {
    default: -1,
  }),
};
