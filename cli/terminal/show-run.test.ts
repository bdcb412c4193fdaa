import assert from 'node:assert/strict';
import type { StepRecord } from '../../engine/protocol/records.ts';
import { duration, progressLine } from './show-run.ts';

const step: StepRecord = {
  type: 'step',
  step: 10,
  epoch: 1,
  loss: 0.5,
  accuracy: 0.75,
  regularization: 0,
  lr: 0.1,
  ms: 20,
};
const progress = { phase: 'training', detail: 'epoch 1 of 2', done: 0.5, secondsLeft: 65 } as const;

describe('the line that moves', () => {
  it('shows a bar, the time left, loss, accuracy and speed', () => {
    assert.equal(
      progressLine(progress, step, 3200.4, 120),
      `${'█'.repeat(12)}${'░'.repeat(12)}  50.0%  1:05 left  epoch 1 of 2  loss 0.5000  accuracy 75.0%  3,200 images/s`,
    );
  });

  it('never breaks the line of a narrow terminal, and cuts no number in two', () => {
    for (let width = 40; width < 120; width++) {
      const line = progressLine(progress, step, 3200, width);
      assert.ok(line.length <= width);
      assert.match(line, /(%|left|of 2|0\.5000|images\/s)$/);
    }
  });
});

describe('a duration', () => {
  it('is minutes and seconds, from an hour on with hours', () => {
    assert.deepEqual([0, 59.6, 65, 7384].map(duration), ['0:00', '1:00', '1:05', '2:03:04']);
  });
});
