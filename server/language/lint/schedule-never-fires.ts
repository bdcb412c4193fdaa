import { trainDefaults } from '../../../model/settings.ts';
import type { Range } from '../analysis.ts';
import type { ReadCall } from '../evaluate/callables.ts';
import { defineRule, type Finding } from './rule.ts';
import { numberIn, type TrainPart } from './trains.ts';

export const scheduleNeverFires = defineRule({
  code: 'schedule-never-fires',
  level: 'warning',
  title: 'A schedule that ends after training does',
  what: 'A `step` whose first step, an epoch of `multistep`, the patience of a `plateau` or the end of a `warmup` lies at or behind the last epoch of the train or stage.',
  why: 'Epochs are counted from 0: `step(every=30)` changes the learning rate before epoch 30, which a training of 30 epochs does not have. The learning rate stays as it is, or never gets to where it was to rise.',
  source: 'CS231n, lecture 8',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=5000) }
train Net on digits {
  loss = softmax()
  schedule = step(every=30)
  epochs = 20
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
  schedule = step(every=8)
  epochs = 20
}
`,
  *check({ parts }) {
    for (const train of parts.trains) {
      for (const stage of train.parts) {
        const schedule = stage.call('schedule', 'schedule');
        const epochs = stage.number('epochs', trainDefaults.epochs);
        if (schedule !== null) yield* late(schedule, epochs, stage);
      }
    }
  },
});

/** What of a schedule comes too late when so many epochs are left. */
function* late(schedule: ReadCall, epochs: number, stage: TrainPart): Iterable<Finding> {
  const { call, at, given } = schedule;
  const place = (name: string): Range => given.get(name)?.value ?? at;
  const left = `training ends after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  switch (call.name) {
    case 'step': {
      const every = numberIn(call, 'every');
      if (every !== null && every >= epochs)
        yield { at: place('every'), message: `The first step comes after ${every} epochs; ${left}.` };
      return;
    }
    case 'multistep': {
      const never = [call.args.at].flat().filter((epoch) => typeof epoch === 'number' && epoch >= epochs);
      if (never.length === 0) return;
      const which =
        never.length === 1
          ? `The step at epoch ${never[0]} never comes`
          : `The steps at epochs ${never.join(', ')} never come`;
      yield { at: place('at'), message: `${which}: ${left}.` };
      return;
    }
    case 'plateau': {
      const patience = numberIn(call, 'patience');
      // The first epoch sets the mark, then more than `patience` epochs must pass without a fall.
      if (patience !== null && patience + 2 >= epochs)
        yield { at: place('patience'), message: `It waits for ${patience} epochs without a fall; ${left}.` };
      return;
    }
    case 'warmup': {
      const rise = numberIn(call, 'epochs');
      if (rise === null) return;
      if (rise >= epochs) yield { at: place('epochs'), message: `It rises for ${rise} epochs; ${left}.` };
      const after = given.get('then')?.value;
      const next = after === undefined ? null : stage.read(after, ['schedule']);
      if (next !== null && rise < epochs) yield* late(next, epochs - rise, stage);
    }
  }
}
