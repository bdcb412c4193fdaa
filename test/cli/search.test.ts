import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunRecord } from '../../engine/protocol/records.ts';
import type { SearchState } from '../../engine/search/state.ts';
import { netwright, scratchFolder, start } from './netwright.ts';

const source = (space: string, more = '') => `model Spiral(width = 32) {
  input(point, 2)
  dense(width); relu
  dense(3)
}
data spirals { source = spirals(classes=3, points=60); split = holdout(val=45) }
train Spiral on spirals {
  loss = softmax(); optimizer = adam(lr=1e-3)
  batch = 16; epochs = 8
}
search Spiral { space { ${space} }; ${more} }
`;

type Found = SearchState & { readonly folder: string; readonly trials: readonly { readonly score: number | null }[] };

describe('netwright search', () => {
  const folder = scratchFolder();
  const modelOf = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const stateIn = (path: string) => JSON.parse(readFileSync(join(path, 'search.json'), 'utf8')) as SearchState;

  it('finds the better learning rate, and is not stopped by one that leaves the numbers', async () => {
    const model = modelOf('grid.nn', source('optimizer.lr = choice(1e-6, 3e-2, 1e-5, 1e30)', 'trials = 4'));
    const { code, stdout, stderr } = await netwright(['search', model, '--backend', 'cpu', '--json']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /4 trials, the whole grid/);
    const { trials, folder: found, method, measure } = JSON.parse(stdout) as Found;
    assert.deepEqual([method, measure], ['grid', { name: 'accuracy', better: 'higher' }]);
    const [best, ...others] = trials;
    assert.equal(best?.values['optimizer.lr'], '3e-2');
    assert.ok((best?.score ?? 0) > 0.6, stdout);
    for (const { score } of others) assert.ok((score ?? 0) < 0.55, stdout);
    const failed = trials.find(({ status }) => status === 'failed');
    assert.equal(failed?.values['optimizer.lr'], '1e30');
    assert.match(failed?.reason ?? '', /not a finite number/);
    assert.ok(found.startsWith(join(folder, '.netwright', 'searches')), found);
    assert.deepEqual(readdirSync(found).sort(), ['search.json', 'trial-001', 'trial-002', 'trial-003', 'trial-004']);
    assert.ok(existsSync(join(found, 'trial-002', 'checkpoints', 'best.safetensors')));
  });

  it('judges neighbors over folds, and prints a table, best first', async () => {
    const model = modelOf(
      'near.nn',
      `model Near(k = 1) { input(point, 2); knn(k=k, classes=3) }
data spirals { source = spirals(classes=3, points=60); split = holdout(val=45) }
train Near on spirals {}
search Near { space { model.k = choice(3, 120) }; folds = 3 }
`,
    );
    const { code, stdout, stderr } = await netwright(['search', model, '--backend', 'cpu', '--jobs', '2']);
    assert.equal(code, 0, stderr);
    const [head, first, second, , last] = stdout.trim().split('\n');
    assert.match(head ?? '', /^trial +model\.k +accuracy +epochs +status$/);
    assert.match(first ?? '', /^ +1 +3 +9\d\.\d% ± \d\.\d% +3 +finished$/);
    assert.match(second ?? '', /^ +2 +120 +\d+\.\d% ± \d+\.\d% +3 +finished$/);
    assert.match(last ?? '', /^Search folder: /);
  });

  it('trains once for each fold where a train is divided so, as its refusal says', async () => {
    const model = modelOf(
      'folds.nn',
      `model Linear { input(point, 2); dense(3) }
data spirals { source = spirals(classes=3, points=60); split = kfold(3) }
train Linear on spirals { loss = softmax(); optimizer = sgd(lr=0.1); batch = 30; epochs = 2 }
`,
    );
    const refused = await netwright(['train', model, '--backend', 'cpu']);
    assert.equal(refused.code, 1);
    const command = /`netwright (search .* --search Linear)`/.exec(refused.stderr)?.[1];
    assert.equal(command, `search ${model} --search Linear`, refused.stderr);
    const { code, stdout, stderr } = await netwright([...command.split(' '), '--backend', 'cpu']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Cross-validation of Linear over 3 folds\./);
    assert.match(stdout, /^\ntrial +accuracy +epochs +status\n +1 +\d\d\.\d% ± \d+\.\d% +6 +finished\n/);
    const other = await netwright(['search', model, '--search', 'Linea']);
    assert.equal(other.code, 2);
    assert.match(other.stderr, /has no search of Linea; it has those of Linear/);
  }).timeout(120_000);

  it('varies the average of the weights under a plateau, and ranks by what the average scores', async () => {
    const text = source('average.decay = choice(0.1, 1)', 'trials = 2')
      .replace(
        'adam(lr=1e-3)',
        'adam(lr=1e-2); average = ema(0.5); schedule = plateau(factor=0.5, patience=0, threshold=0.9)',
      )
      .replace('epochs = 8', 'epochs = 4');
    const args = ['search', modelOf('average.nn', text), '--backend', 'cpu', '--no-abandon', '--json'];
    const { code, stdout, stderr } = await netwright(args);
    assert.equal(code, 0, stderr);
    const { trials, folder: found } = JSON.parse(stdout) as Found;
    const scores = new Set<number | null>();
    for (const { status, score } of trials) {
      assert.equal(status, 'finished');
      scores.add(score);
    }
    // The same weights but for the average: the one that forgets nothing lags behind.
    assert.equal(scores.size, 2);
    for (const trial of ['trial-001', 'trial-002']) {
      const lines = readFileSync(join(found, trial, 'metrics.jsonl'), 'utf8')
        .trimEnd()
        .split('\n');
      const rates = new Map<number, number>();
      for (const record of lines.map((line) => JSON.parse(line) as RunRecord))
        if (record.type === 'step') rates.set(record.epoch, record.lr);
      // The first epoch sets the mark that none of the others beats by nine tenths.
      assert.deepEqual([...rates.values()], [1e-2, 1e-2, 5e-3, 2.5e-3]);
    }
  }).timeout(120_000);

  it('shows what it has when it is killed, stops at Ctrl-C, and goes on with what is missing', async function () {
    this.timeout(180_000);
    const out = join(folder, 'killed');
    const model = modelOf('random.nn', source('optimizer.lr = log(1e-3, 1e-1)', 'trials = 2'));
    const args = ['search', model, '--backend', 'cpu', '--out', out, '--epochs', '150', '--no-abandon'];
    const epochs = (state: SearchState, trial: number) => state.trials[trial]?.folds[0]?.curve.length ?? 0;
    const atWork = async (least: number) => {
      while (!existsSync(join(out, 'search.json')) || epochs(stateIn(out), 0) < least) await setTimeout(50);
    };

    const killed = start(args);
    await atWork(3);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    const left = stateIn(out);
    assert.deepEqual(
      left.trials.map(({ status }) => status),
      ['running', 'waiting'],
    );

    const second = start(args);
    await atWork(epochs(left, 0) + 5);
    second.kill('SIGINT');
    const [code] = await once(second, 'close');
    assert.equal(code, 130);
    assert.equal(stateIn(out).trials[0]?.status, 'stopped');

    const { code: end, stderr } = await netwright(args);
    assert.equal(end, 0, stderr);
    const whole = stateIn(out);
    assert.deepEqual(
      whole.trials.map(({ status, folds }) => [status, folds[0]?.curve.length]),
      [
        ['finished', 150],
        ['finished', 150],
      ],
    );
    // What was known before is as it was: a run goes on to the bit.
    const before = left.trials[0]?.folds[0]?.curve ?? [];
    assert.deepEqual(whole.trials[0]?.folds[0]?.curve.slice(0, before.length), before);
    const resumed = readFileSync(join(out, 'trial-001', 'metrics.jsonl'), 'utf8').match(/"type":"resume"/g);
    assert.equal(resumed?.length, 2);
  });

  for (const [args, message] of [
    [['--search', 'Spira'], /has no search of Spira; it has those of Spiral. Is it Spiral\?/],
    [['--jobs', '0'], /--jobs takes a whole number of at least 1/],
    [['--trials', 'many'], /--trials takes a whole number/],
  ] as const)
    it(`exits with 2 on ${args.join(' ')}`, async () => {
      const model = modelOf('wrong.nn', source('optimizer.lr = log(1e-3, 1e-1)'));
      const { code, stdout, stderr } = await netwright(['search', model, ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    });
});
