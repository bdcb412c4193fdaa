import { dropconnect } from './dropconnect.ts';
import { dropout } from './dropout.ts';
import { gaussian_noise } from './gaussian-noise.ts';
import { spatial_dropout } from './spatial-dropout.ts';
import { stochastic_depth } from './stochastic-depth.ts';

export const noiseRuns = { dropconnect, dropout, gaussian_noise, spatial_dropout, stochastic_depth };
