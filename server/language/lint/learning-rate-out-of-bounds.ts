import { trainDefaults } from '../../../model/settings.ts';
import type { ReadCall } from '../evaluate/callables.ts';
import { defineRule } from './rule.ts';
import { numberIn } from './trains.ts';

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** What to begin with. */
  readonly usual: string;
}

/** Samples for which the learning rate of 0.1 of ResNet is meant; with more it grows in proportion (Goyal et al., 2017). */
const BATCH = 256;

/**
 * Between what fine-tuning takes and what published networks train with: sgd 0.1 at a batch of 256 (ResNet), 1 without
 * momentum (LSTMs of Zaremba et al.), rmsprop 0.045 (Inception-v3), adam 10⁻² at most (Karpathy: 3·10⁻⁴).
 */
const bounds: Readonly<Record<string, Bounds>> = {
  sgd: { low: 1e-6, high: 1, usual: '0.1 to 0.001' },
  adam: { low: 1e-7, high: 0.05, usual: '0.001 to 0.0001' },
  adamw: { low: 1e-7, high: 0.05, usual: '0.001 to 0.0001' },
  rmsprop: { low: 1e-7, high: 0.1, usual: '0.01 to 0.0001' },
  adagrad: { low: 1e-5, high: 1, usual: '0.1 to 0.001' },
  lbfgs: { low: 1e-3, high: 2, usual: '1' },
};

export const learningRateOutOfBounds = defineRule({
  code: 'learning-rate-out-of-bounds',
  level: 'warning',
  title: 'A learning rate outside of what its optimizer takes',
  what: 'The learning rate is above or below anything that networks are trained with: sgd 10⁻⁶ to 1 (for batches over 2,560 to 0.1·batch/256), adam and adamw 10⁻⁷ to 0.05, rmsprop 10⁻⁷ to 0.1, adagrad 10⁻⁵ to 1, lbfgs 10⁻³ to 2. A `perceptual` loss, which may move pixels, is not concerned.',
  why: 'Adam and its kin divide by the size of the gradient, so that each weight moves by about the learning rate at every step: weights are of the order of 0.01 to 0.1, and 0.1 a step throws them about. SGD moves by the gradient itself and takes more. Too small a rate looks like a network that does not learn.',
  source: 'CS231n, lectures 7 and 8; Goyal et al., 2017',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  optimizer = adam(lr=0.5)
}
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  optimizer = adam(lr=1e-3)
}
`,
  *check({ parts }) {
    for (const train of parts.trains) {
      for (const stage of train.parts) {
        const optimizer = stage.call('optimizer', 'optimizer');
        if (optimizer === null) continue;
        if (stage.losses().terms.some(({ call }) => call.name === 'perceptual')) continue;
        const message = judge(optimizer, stage.number('batch', trainDefaults.batch));
        if (message !== null) yield { at: optimizer.given.get('lr')?.value ?? optimizer.at, message };
      }
    }
  },
});

function judge({ call }: ReadCall, batch: number): string | null {
  const lr = numberIn(call, 'lr');
  const bound = bounds[call.name];
  if (lr === null || bound === undefined) return null;
  const high = call.name === 'sgd' ? Math.max(bound.high, (0.1 * batch) / BATCH) : bound.high;
  if (lr > high)
    return `A learning rate of ${lr} is more than ${call.name} takes (at most about ${high}); usual are ${bound.usual}.`;
  if (lr < bound.low)
    return `With a learning rate of ${lr} ${call.name} hardly moves (at least about ${bound.low}); usual are ${bound.usual}.`;
  return null;
}
