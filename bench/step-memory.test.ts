import assert from 'node:assert/strict';
import { netNames } from './nets.ts';
import { stepBytes } from './step-bytes.ts';

/** Small, so that what is not the tensors counts. */
const BATCH = 4;

describe('the memory of a step', () => {
  for (const name of netNames) {
    for (const threads of [1, 3]) {
      it(`of ${name} is what the checker predicts for ${threads} threads, and is taken once`, async function () {
        this.timeout(60_000);
        const { predicted, taken } = await stepBytes(name, BATCH, threads);
        const [first = 0] = taken;
        assert.ok(first <= 1.1 * predicted, `${first} bytes where ${predicted} were predicted`);
        assert.ok(first >= 0.9 * predicted, `${first} bytes where ${predicted} were predicted`);
        assert.deepEqual(
          taken,
          taken.map(() => first),
        );
      });
    }
  }
});
