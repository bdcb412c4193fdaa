import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draws } from '../../engine/search/space.ts';
import { writeSearch } from '../../engine/search/state.ts';
import { modelFile } from '../files.ts';
import { beginSearch, type SearchRequest } from './begin.ts';
import { variablesOf } from './variables.ts';

const fileOf = (space: string) =>
  modelFile(
    'x.nn',
    `model Net(width = 8) { input(point, 2); dense(width); relu; dense(3) }
data arms { source = spirals(classes=3); split = holdout(val=10) }
train Net on arms { loss = softmax(); optimizer = sgd(lr=0.1) }
search Net { space { ${space} } }
`,
  );

function spaceOf(space: string) {
  const file = fileOf(space);
  assert.deepEqual(file.analysis.diagnostics, []);
  const [search] = file.analysis.searches;
  assert.ok(search !== undefined);
  return variablesOf(file, search);
}

describe('what a search varies', () => {
  it('is taken as it is written', () => {
    assert.deepEqual(spaceOf('optimizer.lr = log(1e-4, 1e-1); model.width = integers(4, 16)'), [
      { path: 'optimizer.lr', from: 'log', low: 1e-4, high: 1e-1 },
      { path: 'model.width', from: 'integers', low: 4, high: 16 },
    ]);
    assert.deepEqual(spaceOf('model.width = choice(8, 2*8); init = choice(he, xavier)'), [
      { path: 'model.width', from: 'choice', values: ['8', '2*8'] },
      { path: 'init', from: 'choice', values: ['he', 'xavier'] },
    ]);
    assert.deepEqual(spaceOf('optimizer = choice([adam(lr=1e-3), sgd(lr=0.1,\n  momentum=0.9)])'), [
      { path: 'optimizer', from: 'choice', values: ['adam(lr=1e-3)', 'sgd(lr=0.1, momentum=0.9)'] },
    ]);
  });
});

describe('a search that begins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netwright-begin-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const space = [{ path: 'optimizer.lr', from: 'log', low: 1e-4, high: 1e-1 }] as const;
  const request: SearchRequest = {
    file: '/x.nn',
    text: 'text',
    train: 'Net',
    set: [],
    space,
    trials: 3,
    folds: 1,
    seed: undefined,
  };

  it('has a trial for each point', () => {
    const state = beginSearch(request, null);
    assert.deepEqual(
      state.trials.map(({ number, values, status }) => ({ number, values, status })),
      draws(space, 3, 1).map((values, i) => ({ number: i + 1, values, status: 'waiting' })),
    );
  });

  it('goes on with what the folder has, and with more trials', () => {
    const before = beginSearch({ ...request, seed: 4 }, folder);
    const [first, ...rest] = before.trials;
    assert.ok(first !== undefined);
    const done = { ...first, status: 'finished', folds: [{ run: 'trial-001', finished: true, curve: [0.5] }] } as const;
    writeSearch(folder, { ...before, trials: [done, ...rest] });
    const after = beginSearch({ ...request, trials: 5 }, folder);
    assert.equal(after.seed, 4);
    assert.deepEqual(after.trials.slice(0, 3), [done, ...rest]);
    assert.deepEqual(
      after.trials.map(({ values }) => values),
      draws(space, 5, 4),
    );
    assert.equal(beginSearch({ ...request, trials: 1 }, folder).trials.length, 3);
  });

  it('is not another one than that of the folder', () => {
    const other = { ...space[0], high: 1 };
    for (const [change, message] of [
      [{ space: [other] }, /differs in its space/],
      [{ folds: 5 }, /differs in its folds: 1 there, 5 here/],
      [{ set: ['epochs=3'] }, /--set.*--out/],
      [{ seed: 9 }, /differs in its seed: 4 there, 9 here/],
    ] as const)
      assert.throws(() => beginSearch({ ...request, ...change }, folder), { name: 'InputError', message });
  });
});
