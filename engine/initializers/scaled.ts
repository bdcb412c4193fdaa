/** Random numbers of a given variance. */
import type { Call } from '../../model/catalog/arguments.ts';
import { fillNormal, fillUniform } from '../random/philox.ts';
import type { InitializerRun, Weight } from './initializer-run.ts';

export const gaussian: InitializerRun = (values, { place }, { std }) => {
  fillNormal(values, place);
  for (let i = 0; i < values.length; i++) values[i] *= std as number;
};

export const uniform: InitializerRun = (values, { place }, { bound }) => {
  fillUniform(values, place);
  for (let i = 0; i < values.length; i++) values[i] = (2 * values[i] - 1) * (bound as number);
};

/** The variance by the fan, Gaussian or uniform: that between −b and b has the variance b²/3. */
const byVariance =
  (variance: (fan: Weight['fan'], args: Call['args']) => number): InitializerRun =>
  (values, weight, args) => {
    const deviation = Math.sqrt(variance(weight.fan, args));
    if (args.distribution === 'uniform') uniform(values, weight, { bound: Math.sqrt(3) * deviation });
    else gaussian(values, weight, { std: deviation });
  };

export const he = byVariance((fan, { mode }) => 2 / (mode === 'fan_out' ? fan.out : fan.in));
export const xavier = byVariance((fan) => 2 / (fan.in + fan.out));
export const lecun = byVariance((fan) => 1 / fan.in);
