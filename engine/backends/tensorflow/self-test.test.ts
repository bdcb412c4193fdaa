import assert from 'node:assert/strict';
import { openCpu } from '../cpu/backend.ts';
import { referenceBackend } from '../reference/backend.ts';
import { EmptyHome } from './fake-python.fixture.ts';
import { compare, SELF_TEST_STEPS, selfTest, trainTenSteps } from './self-test.ts';

describe('the self-test', () => {
  const home = new EmptyHome();
  beforeEach(() => home.enter());
  afterEach(() => home.leave());

  it('passes where two backends agree, and is run once', async () => {
    let opened = 0;
    const again = () => {
      opened++;
      return openCpu();
    };
    const backend = { ...referenceBackend };
    const first = await selfTest({ backend, folder: '/tf', again: false, openCpu: again });
    assert.equal(first.steps, SELF_TEST_STEPS);
    assert.ok(first.worst > 0 && first.worst < 1e-5);
    assert.deepEqual(await selfTest({ backend, folder: '/tf', again: false, openCpu: again }), first);
    assert.equal(opened, 1);
    await selfTest({ backend, folder: '/tf', again: true, openCpu: again });
    await selfTest({ backend, folder: '/other', again: false, openCpu: again });
    assert.equal(opened, 3);
  });

  it('fails at the first step that differs', async () => {
    const right = await trainTenSteps(referenceBackend);
    assert.ok((right.at(-1) ?? 0) !== right[0]);
    const wrong = right.map((loss, i) => (i < 4 ? loss : loss * 1.001));
    assert.throws(() => compare(wrong, right), /The self-test fails: at step 5 the loss is .* where cpu computes/);
    assert.throws(() => compare(right.with(2, Number.NaN), right), /at step 3 the loss is NaN/);
    assert.throws(() => compare(right.slice(0, 5), right), /at step 6/);
  });
});
