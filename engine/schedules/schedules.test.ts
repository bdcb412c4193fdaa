import assert from 'node:assert/strict';
import type { Call } from '../../model/catalog/arguments.ts';
import { type Moment, paceAt, plateauAfterEpoch, plateauStart, takesSnapshot } from './index.ts';

/** As a key of arguments it makes nothing a promise. */
const THEN = 'then';

const call = (name: string, args: Call['args'] = {}): Call => ({ name, args });
const at = (step: number, epochs = 10): Moment => ({ step, stepsPerEpoch: 4, epochs });

const assertNear = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-12, `${found} for ${expected}`);

describe('schedules', () => {
  it('leave the learning rate alone where there is none', () => {
    assert.deepEqual(paceAt(undefined, at(7), 0.1), { lr: 0.1 });
    assert.deepEqual(paceAt(call('constant'), at(7), 0.1), { lr: 0.1 });
  });

  it('rise from nothing in a warm-up, and are at the learning rate where it ends', () => {
    const warmup = call('warmup', { epochs: 2 });
    assert.equal(paceAt(warmup, at(0), 0.5).lr, 0);
    assertNear(paceAt(warmup, at(2), 0.5).lr, 0.125);
    assert.equal(paceAt(warmup, at(8), 0.5).lr, 0.5);
  });

  it('end a cosine at the floor and stay there', () => {
    const cosine = call('cosine', { floor: 0.1, epochs: 2 });
    assertNear(paceAt(cosine, at(4), 0.5).lr, 0.3);
    for (const step of [8, 9, 39]) assertNear(paceAt(cosine, at(step), 0.5).lr, 0.1);
  });

  it('have one cycle over what a warm-up leaves', () => {
    const late = paceAt(call('warmup', { epochs: 1, [THEN]: call('one_cycle') }), at(4 + 17), 1);
    assert.deepEqual(late, paceAt(call('one_cycle'), at(17, 9), 1));
    assert.ok((late.momentum ?? 0) > 0.85);
  });

  it('are finite in a run of a step or two', () => {
    for (const epochs of [1, 2]) {
      for (const name of ['one_cycle', 'cosine']) {
        const rates = Array.from({ length: epochs }, (_, step) =>
          paceAt(call(name), { step, stepsPerEpoch: 1, epochs }, 1),
        );
        assert.ok(rates.every(({ lr, momentum = 0 }) => Number.isFinite(lr) && Number.isFinite(momentum)));
      }
    }
    assert.equal(paceAt(call('one_cycle', { rise: 0.5 }), { step: 0, stepsPerEpoch: 2, epochs: 1 }, 1).lr, 1);
  });

  it('count the cycles, each twice as long, and keep a snapshot at the end of each', () => {
    const cyclic = call('cyclic', { every: 1, longer: 2 });
    const kept = Array.from({ length: 40 }, (_, step) => step).filter((step) => takesSnapshot(cyclic, at(step)));
    assert.deepEqual(kept, [3, 11, 27]);
    assert.equal(paceAt(cyclic, at(4), 0.5).lr, 0.5);
    assert.equal(takesSnapshot(call('cyclic', { every: 1, snapshots: false }), at(3)), false);
    assert.equal(takesSnapshot(call('warmup', { epochs: 1, [THEN]: cyclic }), at(3)), false);
    assert.equal(takesSnapshot(call('warmup', { epochs: 1, [THEN]: cyclic }), at(7)), true);
    assert.equal(takesSnapshot(call('cosine'), at(39)), false);
  });

  it('fall on a plateau, whose state goes through JSON', () => {
    const plateau = call('plateau', { patience: 1, factor: 0.5, floor: 0.2 });
    let state = plateauStart;
    const rates = [1, 0.9, 0.95, 0.96, 0.97, 0.98, 0.99, 1].map((loss, epoch) => {
      state = JSON.parse(JSON.stringify(plateauAfterEpoch(plateau, at(4 * (epoch + 1)), state, loss)));
      return paceAt(plateau, at(4 * (epoch + 1)), 0.5, state).lr;
    });
    assert.deepEqual(rates, [0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2]);
  });

  it('see no plateau during a warm-up', () => {
    const warmup = call('warmup', { epochs: 2, [THEN]: call('plateau', { patience: 0 }) });
    let state = plateauStart;
    for (const epoch of [1, 2]) state = plateauAfterEpoch(warmup, at(4 * epoch), state, 1);
    assert.deepEqual(state, plateauStart);
    state = plateauAfterEpoch(warmup, at(12), state, 1);
    assert.equal(plateauAfterEpoch(warmup, at(16), state, 1).factor, 0.1);
    assert.equal(plateauAfterEpoch(call('cosine'), at(16), plateauStart, 1), plateauStart);
  });
});
