/** A training of a second: 280 small digits, nine updates an epoch, four epochs. */
import { join } from 'node:path';
import type { Job } from '../../engine/protocol/job.ts';
import type { Run } from '../../engine/train/run.ts';
import { chain } from '../../model/zoo.fixture.ts';

/** With everything that has a state: batch statistics, noise, Adam, several batches for an update, shuffling. */
export function smallJob(root: string, over: Partial<Job['settings']> = {}): Job {
  const graph = chain(
    [12, 12, 1],
    [
      ['conv', { filters: 4, kernel: [3, 3], bias: false }],
      ['batchnorm'],
      ['relu'],
      ['maxpool', { window: [2, 2], stride: [2, 2] }],
      ['flatten'],
      ['dropout', { p: 0.3 }],
      ['dense', { units: 10 }],
    ],
  );
  return {
    version: 1,
    graph,
    settings: {
      name: 'Small',
      loss: [{ call: { name: 'softmax', args: {} }, weight: 1 }],
      regularizers: [{ name: 'l2', args: { weight: 1e-4 } }],
      optimizer: { name: 'adam', args: { lr: 1e-2, beta1: 0.9, beta2: 0.999, eps: 1e-8 } },
      batch: 16,
      accumulate: 2,
      epochs: 4,
      data: {
        name: 'digits',
        source: { name: 'digits', args: { count: 330, size: [12, 12], noise: 8 } },
        split: { name: 'holdout', args: { val: 50 } },
        normalize: { name: 'per_channel', args: {} },
      },
      init: { name: 'he', args: {} },
      seed: 3,
      ...over,
    },
    file: join(root, 'small.nn'),
    root,
    backend: 'cpu',
    checkpointSeconds: 0,
  };
}

/** Ends the run after the step. */
export function stopAfter(run: Run, step: number): Promise<unknown> {
  run.events.on('record', (record) => {
    if (record.type === 'step' && record.step === step) void run.stop();
  });
  return run.done;
}
