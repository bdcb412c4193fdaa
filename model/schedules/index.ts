import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cyclic } from './cyclic.ts';
import { exponential } from './exponential.ts';
import { inverse_time } from './inverse-time.ts';
import { multistep } from './multistep.ts';
import { one_cycle } from './one-cycle.ts';
import { plateau } from './plateau.ts';
import { step } from './step.ts';
import { warmup } from './warmup.ts';

export const schedules = {
  constant,
  step,
  multistep,
  exponential,
  inverse_time,
  cosine,
  warmup,
  one_cycle,
  plateau,
  cyclic,
} as const;
