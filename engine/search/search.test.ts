/** The work of a search, with engines that only play theirs. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, Order } from '../protocol/job.ts';
import type { EndRecord, RunRecord } from '../protocol/records.ts';
import type { StartEngine } from './engine.ts';
import { overFolds } from './over-folds.ts';
import { Search, type SearchOptions } from './search.ts';
import { ranked, readSearch, type SearchState, scoreOfTrial } from './state.ts';

/** What the engine of a run plays: its accuracies, and how it ends by itself. */
type Play = { readonly accuracies: readonly number[]; readonly end?: Partial<EndRecord> };

const epochRecord = (epoch: number, accuracy: number): RunRecord => ({
  type: 'epoch',
  epoch,
  step: epoch,
  train: { loss: 1 },
  val: { loss: 1 - accuracy, accuracy },
  seconds: 1,
  waited: 0,
});

describe('a search', () => {
  const root = mkdtempSync(join(tmpdir(), 'netwright-search-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  let folder = '';
  let count = 0;
  beforeEach(() => {
    folder = join(root, `${count++}`);
    mkdirSync(folder);
  });

  const stateOf = (trials: number, folds = 1): SearchState => ({
    version: 1,
    created: '',
    file: '',
    text: '',
    train: 'Net',
    set: [],
    space: [],
    method: 'random',
    seed: 1,
    folds,
    measure: null,
    trials: Array.from({ length: trials }, (_, i) => ({
      number: i + 1,
      values: { x: `${i + 1}` },
      status: 'waiting',
      folds: [],
    })),
  });

  /** Engines that end an epoch whenever nothing else is to do. */
  const player =
    (play: (run: string) => Play, orders: Order[] = []): StartEngine =>
    (order, onRecord) => {
      orders.push(order);
      let stopped = false;
      const run = 'resume' in order ? order.resume : (order.run ?? '');
      const go = async (): Promise<EndRecord> => {
        const { accuracies, end = {} } = play(run);
        let epoch = 0;
        for (const accuracy of accuracies) {
          await new Promise(setImmediate);
          if (stopped) break;
          onRecord(epochRecord(++epoch, accuracy));
        }
        await new Promise(setImmediate);
        const over = epoch === accuracies.length;
        const reason = stopped && !over ? 'stopped' : 'finished';
        return { type: 'end', step: epoch, epoch, seconds: 1, reason, ...(over ? end : {}) };
      };
      return {
        stop: () => {
          stopped = true;
        },
        ended: go(),
      };
    };

  const job = { version: 1, settings: {} } as unknown as Job;
  const searchOf = (state: SearchState, start: StartEngine, options: Partial<SearchOptions> = {}) =>
    new Search({ folder, state, jobs: 1, abandons: true, jobOf: () => job, start, onTrial: () => {}, ...options });

  const statuses = ({ trials }: SearchState) => trials.map(({ status }) => status);
  const last = (run: string) => Number(run.at(-1));

  it('tries every point in a run folder of its own and ranks them by their best epoch', async () => {
    const orders: Order[] = [];
    const search = searchOf(
      stateOf(3),
      player((run) => ({ accuracies: [0.2, last(run) === 2 ? 0.9 : 0.5, 0.1] }), orders),
      { jobs: 2 },
    );
    await search.run();
    assert.deepEqual(statuses(search.state), ['finished', 'finished', 'finished']);
    assert.deepEqual(
      ranked(search.state).map(({ number }) => number),
      [2, 1, 3],
    );
    assert.deepEqual(search.state.measure, { name: 'accuracy', better: 'higher' });
    assert.deepEqual(
      orders.map((order) => 'run' in order && order.run),
      [1, 2, 3].map((n) => join(folder, `trial-00${n}`)),
    );
    assert.deepEqual(readSearch(folder), search.state);
  });

  it('gives up a trial that falls behind, unless it is told not to', async () => {
    const play = (run: string) => ({
      accuracies: last(run) === 4 ? [0.1, 0.1, 0.1, 0.1, 0.1] : [0.5, 0.6, 0.7, 0.8, 0.9],
    });
    const search = searchOf(stateOf(4), player(play));
    await search.run();
    const [, , , bad] = search.state.trials;
    assert.deepEqual([bad.status, bad.folds[0].curve.length], ['abandoned', 3]);
    assert.match(bad.reason ?? '', /After epoch 3/);
    assert.equal(ranked(search.state).at(-1)?.number, 4);
    const patient = searchOf(stateOf(4), player(play), { abandons: false });
    await patient.run();
    assert.equal(patient.state.trials[3].status, 'finished');
  });

  it('goes on when a trial fails or does not check', async () => {
    const nan = { reason: 'failed', code: 'nan', message: 'Step 3: not a finite number.' } as const;
    const play = (run: string): Play => (last(run) === 1 ? { accuracies: [0.5], end: nan } : { accuracies: [0.4] });
    const jobOf = ({ x }: Readonly<Record<string, string>>) => {
      if (x === '2') throw new Error('conv does not fit');
      return job;
    };
    const search = searchOf(stateOf(3), player(play), { jobOf });
    await search.run();
    assert.deepEqual(
      search.state.trials.map(({ status, reason }) => [status, reason]),
      [
        ['failed', nan.message],
        ['failed', 'conv does not fit'],
        ['finished', undefined],
      ],
    );
    // What did not run to its end ranks behind what did.
    assert.equal(ranked(search.state)[0].number, 3);
  });

  it('ends where no trial can run: the disk is full', async () => {
    const full = { reason: 'failed', code: 'disk', message: 'The disk is full.' } as const;
    const search = searchOf(
      stateOf(3),
      player(() => ({ accuracies: [0.5], end: full })),
    );
    await search.run();
    assert.equal(search.fatal, full.message);
    assert.deepEqual(statuses(search.state), ['stopped', 'waiting', 'waiting']);
  });

  it('takes the mean over the folds, with its deviation', async () => {
    assert.equal(overFolds([0.5, 0.7]).mean, 0.6);
    assert.ok(Math.abs(overFolds([0.5, 0.7]).deviation - 0.1) < 1e-12);
    assert.deepEqual(overFolds([0.25]), { mean: 0.25, deviation: 0 });
    const folds: (number | undefined)[] = [];
    const jobOf: SearchOptions['jobOf'] = (_, fold) => {
      folds.push(fold);
      return job;
    };
    const search = searchOf(
      stateOf(1, 4),
      player((run) => ({ accuracies: [0.1, last(run) / 10] })),
      { jobOf },
    );
    await search.run();
    assert.deepEqual(folds, [0, 1, 2, 3]);
    const [trial] = search.state.trials;
    assert.deepEqual(trial.folds[3].run, join('trial-001', 'fold-4'));
    const score = scoreOfTrial(trial, 4);
    assert.ok(Math.abs((score?.mean ?? 0) - 0.25) < 1e-12);
    assert.ok(Math.abs((score?.deviation ?? 0) - Math.sqrt(1.25) / 10) < 1e-12);
  });

  it('stops when it is asked to, and goes on with what is missing', async () => {
    const play = (run: string) => ({ accuracies: [0.1, 0.2, last(run) / 10] });
    let search: Search;
    const begun = player(play);
    search = searchOf(stateOf(3), (order, onRecord) =>
      begun(order, (record) => {
        onRecord(record);
        if (record.type === 'epoch' && record.epoch === 2 && 'run' in order && last(order.run ?? '') === 2)
          search.stop();
      }),
    );
    await search.run();
    assert.deepEqual(statuses(search.state), ['finished', 'stopped', 'waiting']);
    // The engine has left a run there.
    const left = join(folder, 'trial-002');
    mkdirSync(left);
    writeFileSync(join(left, 'run.json'), '{}');
    const state = readSearch(folder);
    assert.ok(state !== null);
    const orders: Order[] = [];
    const second = searchOf(state, player(play, orders));
    await second.run();
    assert.deepEqual(statuses(second.state), ['finished', 'finished', 'finished']);
    assert.deepEqual(
      orders.map((order) => ('resume' in order ? ['resume', order.resume] : ['run', order.run])),
      [
        ['resume', left],
        ['run', join(folder, 'trial-003')],
      ],
    );
    assert.deepEqual(second.state.trials[1].folds[0].curve, [0.1, 0.2, 0.2]);
  });

  it('takes a run that ended while nobody was there as it is', async () => {
    const left = join(folder, 'trial-001');
    mkdirSync(left);
    writeFileSync(join(left, 'run.json'), '{}');
    const end = { type: 'end', reason: 'finished', step: 1, epoch: 1, seconds: 1 };
    writeFileSync(join(left, 'metrics.jsonl'), `${JSON.stringify(epochRecord(1, 0.8))}\n${JSON.stringify(end)}\n`);
    const state = stateOf(1);
    const search = searchOf({ ...state, trials: [{ ...state.trials[0], status: 'running' }] }, () => {
      throw new Error('not to be started');
    });
    await search.run();
    assert.deepEqual(search.state.trials[0].folds, [{ run: 'trial-001', finished: true, curve: [0.8] }]);
    assert.ok(existsSync(join(folder, 'search.json')));
  });
});
