/** Functions element by element. */
import { relu } from './relu.ts';

export const activationLayers = { relu } as const;
