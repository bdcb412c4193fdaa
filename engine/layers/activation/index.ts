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

export const activationRuns = {
  elu,
  gelu,
  hard_sigmoid,
  hard_swish,
  hard_tanh,
  leaky_relu,
  log_softmax,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  softmax,
  softplus,
  softsign,
  swish,
  tanh,
};
