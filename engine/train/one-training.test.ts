import assert from 'node:assert/strict';
import { trainDefaults } from '../../model/settings.ts';
import { chain } from '../../model/zoo.fixture.ts';
import type { Job } from '../protocol/job.ts';
import { requireOneTraining } from './one-training.ts';

const call = (name: string, args = {}) => ({ name, args });

describe('a run', () => {
  const job = (change: Partial<Job>, split = call('kfold', { folds: 5 })): Job => ({
    version: 1,
    graph: chain([2], [['dense', { units: 3 }]]),
    settings: {
      ...trainDefaults,
      name: 'Net',
      data: { name: 'arms', source: call('spirals'), split, normalize: null },
      loss: [{ call: call('softmax'), weight: 1 }],
      regularizers: [],
    },
    file: '/models/my net.nn',
    root: '/models',
    ...change,
  });

  it('is one training: folds are refused with the command that trains them', () => {
    assert.throws(() => requireOneTraining(job({})), {
      name: 'FoldsError',
      message:
        'The data arms is divided into 5 folds, and a run is one training. `netwright search "/models/my net.nn" --search Net` trains once for each fold and gives the mean with its deviation; split = holdout(val=…) keeps samples aside for a single training.',
    });
  });

  it('may be that of one fold, or of samples kept aside, or of neighbors', () => {
    requireOneTraining(job({ fold: 0 }));
    requireOneTraining(job({}, call('holdout', { val: 10 })));
    requireOneTraining(job({ graph: chain([2], [['knn', { k: 3, classes: 3 }]]) }));
  });
});
