/** Layers that disturb training and rest in evaluation. */
import { dropconnect } from './dropconnect.ts';
import { dropout } from './dropout.ts';
import { gaussian_noise } from './gaussian-noise.ts';
import { spatial_dropout } from './spatial-dropout.ts';
import { stochastic_depth } from './stochastic-depth.ts';

export const noiseLayers = { dropout, spatial_dropout, dropconnect, stochastic_depth, gaussian_noise } as const;
