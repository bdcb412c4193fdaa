import type { Call } from '../../../model/catalog/arguments.ts';
import { trainDefaults } from '../../../model/settings.ts';
import { count } from '../../../model/units.ts';
import { defineRule } from './rule.ts';
import { numberIn } from './trains.ts';

/** A last batch of at least this share of the others is as good as they are. */
const ENOUGH = 1 / 4;

export const batchDoesNotDivide = defineRule({
  code: 'batch-does-not-divide',
  level: 'information',
  title: 'A last batch that is much smaller than the others',
  what: 'The number of training samples is known, what is left for the last batch of an epoch is less than a quarter of the `batch` that is set, and the model has a `batchnorm`.',
  why: 'Batch normalization takes the statistics of the last batch from those few samples, of one alone the variance is zero; and its gradient, the mean over few, moves the weights as far as that of a whole batch. Another batch size, or another number of samples kept for validation, shares them out evenly.',
  source: 'CS231n, lecture 3',
  example: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100, bias=false)
  batchnorm
  relu
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=10000) }
train Net on digits { loss = softmax(); batch = 176 }
`,
  instead: `model Net {
  input(image, 28x28x1)
  flatten
  dense(100, bias=false)
  batchnorm
  relu
  dense(10)
}
data digits { source = mnist("data"); split = holdout(val=10000) }
train Net on digits { loss = softmax(); batch = 200 }
`,
  facts: { classes: 10, count: 60_000, shape: [28, 28, 1], vocab: null, columns: null, target: null, problems: [] },
  *check({ parts }) {
    for (const { data, network, parts: stages } of parts.trains) {
      if (network?.layers.some(({ layer }) => layer === 'batchnorm') !== true) continue;
      const samples = data === null ? null : trainingCount(data.facts.count, data.split);
      if (samples === null) continue;
      for (const stage of stages) {
        const at = stage.setting('batch');
        if (at === undefined) continue;
        const batch = stage.number('batch', trainDefaults.batch);
        const rest: number = samples % batch;
        if (!Number.isInteger(batch) || batch < 2 || rest === 0 || rest >= batch * ENOUGH || rest === samples) continue;
        const near = divisors(samples, batch);
        const which = near.length === 0 ? '' : ` ${near.join(' and ')} ${near.length === 1 ? 'divides' : 'divide'} it.`;
        const message = `${count(samples)} samples = ${Math.floor(samples / batch)}·${batch} + ${rest}: the last batch of an epoch has ${rest} of ${batch} samples.${which}`;
        yield { at, message };
      }
    }
  },
});

function trainingCount(all: number | null, split: Call | null): number | null {
  if (all === null || split === null) return null;
  if (split.name === 'holdout') {
    const kept = numberIn(split, 'val');
    return kept === null || kept >= all ? null : all - kept;
  }
  const folds = split.name === 'kfold' ? numberIn(split, 'folds') : null;
  return folds === null ? null : all - Math.ceil(all / folds);
}

/** Divisors of a number on either side of a batch, within half and double of it. */
function divisors(samples: number, batch: number): number[] {
  const from = (step: number) => {
    for (let size = batch + step; size >= batch / 2 && size <= 2 * batch; size += step)
      if (samples % size === 0) return [size];
    return [];
  };
  return [...from(-1), ...from(1)];
}
