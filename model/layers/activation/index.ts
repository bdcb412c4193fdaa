/** Functions element by element. */
import { elu } from './elu.ts';
import { gelu } from './gelu.ts';
import { hard_sigmoid } from './hard-sigmoid.ts';
import { hard_swish } from './hard-swish.ts';
import { hard_tanh } from './hard-tanh.ts';
import { leaky_relu } from './leaky-relu.ts';
import { log_softmax } from './log-softmax.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { swish } from './swish.ts';
import { tanh } from './tanh.ts';

export const activationLayers = {
  relu,
  leaky_relu,
  prelu,
  relu6,
  elu,
  selu,
  gelu,
  swish,
  softplus,
  sigmoid,
  tanh,
  softsign,
  hard_sigmoid,
  hard_tanh,
  hard_swish,
  softmax,
  log_softmax,
} as const;
