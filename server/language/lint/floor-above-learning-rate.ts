import { callablesOf } from '../../../model/catalog/index.ts';
import type { ReadCall } from '../evaluate/callables.ts';
import { defineRule, type Finding } from './rule.ts';
import { numberIn, type TrainPart } from './trains.ts';

/** Schedules that fall to a floor; `plateau` never rises to one. */
const falling: ReadonlySet<string> = new Set(['cosine', 'cyclic']);

export const floorAboveLearningRate = defineRule({
  code: 'floor-above-learning-rate',
  level: 'warning',
  title: 'A schedule whose floor is no floor',
  what: 'The floor of a `cosine` or `cyclic` schedule, alone or behind a `warmup`, is the learning rate or above it.',
  why: 'The floor is a learning rate, not a share of one: from a learning rate of 0.001 `cosine(floor=1)` rises to 1, and the network flies apart.',
  source: 'Loshchilov and Hutter, 2017',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  optimizer = adam(lr=1e-3)
  schedule = cosine(floor=1)
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
  schedule = cosine(floor=1e-5)
}
`,
  *check({ parts }) {
    for (const train of parts.trains) {
      for (const stage of train.parts) {
        const schedule = stage.call('schedule', 'schedule');
        const optimizer = stage.call('optimizer', 'optimizer');
        const lr = optimizer === null ? defaultRate() : numberIn(optimizer.call, 'lr');
        if (schedule !== null && lr !== null) yield* above(schedule, lr, stage);
      }
    }
  },
});

/** Of `adam`, which trains where no optimizer is given. */
function defaultRate(): number | null {
  const lr = callablesOf('optimizer').find(({ name }) => name === 'adam')?.args.lr;
  return lr?.kind === 'float' && typeof lr.default === 'number' ? lr.default : null;
}

function* above({ call, at, given }: ReadCall, lr: number, stage: TrainPart): Iterable<Finding> {
  const floor = numberIn(call, 'floor');
  if (falling.has(call.name) && floor !== null && floor >= lr) {
    const goes = floor === lr ? 'stays as it is' : 'rises';
    const message = `The floor is a learning rate: from ${lr} ${call.name} ends at ${floor}, so that it ${goes}.`;
    yield { at: given.get('floor')?.value ?? at, message };
  }
  const after = call.name === 'warmup' ? given.get('then')?.value : undefined;
  const next = after === undefined ? null : stage.read(after, ['schedule']);
  if (next !== null) yield* above(next, lr, stage);
}
