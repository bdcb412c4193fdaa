import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SetupEvent } from '../../protocol/setup.ts';
import { environmentFolder, environmentsFolder, pythonOf } from './choice.ts';
import { Meter, makeEnvironment } from './environment.ts';
import { EmptyHome, fakePython } from './fake-python.fixture.ts';
import { reasonOf } from './packages.ts';

describe('a private environment', () => {
  const home = new EmptyHome();
  beforeEach(() => home.enter());
  afterEach(() => home.leave());

  function attempt(
    install: string,
    { dryRun = false, signal = new AbortController().signal, onDownload = () => {} } = {},
  ) {
    const events: SetupEvent[] = [];
    const python = fakePython(join(home.path, 'base'), { tensorflow: '2.21.0', install });
    const say = (event: SetupEvent) => {
      events.push(event);
      if (event.type === 'progress' && event.phase === 'download') onDownload();
    };
    return { events, made: makeEnvironment({ name: 'tensorflow', python, signal, dryRun, say }) };
  }
  const left = () => readdirSync(environmentsFolder());

  it('stands in its place once it is whole, its size told before', async () => {
    const { events, made } = attempt(
      "echo 'Downloading tensorflow_cpu-2.21.0-x.whl (273.8 MB)'; echo 'Progress 5 of 10'",
    );
    assert.equal(await made, pythonOf(environmentFolder('tensorflow')));
    assert.ok(existsSync(pythonOf(environmentFolder('tensorflow'))));
    assert.deepEqual(left(), ['tensorflow']);
    const types = events.map((event) => (event.type === 'progress' ? event.phase : event.type));
    assert.deepEqual(types, ['environment', 'plan', 'download']);
    const [, plan] = events;
    assert.ok(plan?.type === 'plan');
    assert.deepEqual(plan.packages, ['tensorflow-cpu 2.21.0']);
    // The index does not answer here, so the size is that of an earlier installation.
    assert.deepEqual([plan.measured, plan.downloadBytes > 1e8], [false, true]);
  });

  it('is only told of in a dry run', async () => {
    const { events, made } = attempt('exit 1', { dryRun: true });
    assert.equal(await made, null);
    assert.equal(events.at(-1)?.type, 'plan');
    assert.deepEqual(left(), []);
  });

  it('leaves nothing where pip fails, and gives its reason', async () => {
    const { made } = attempt("echo 'ERROR: No space left on device' >&2; exit 1");
    await assert.rejects(made, /pip does not install .*\. No space left on device/);
    assert.deepEqual(left(), []);
  });

  it('leaves nothing and ends pip where it is cancelled', async () => {
    const cancel = new AbortController();
    const marker = join(home.path, 'pip-went-on');
    const install = `echo 'Downloading a-1.whl'; sleep 30; touch ${marker}`;
    const { made } = attempt(install, { signal: cancel.signal, onDownload: () => cancel.abort() });
    await assert.rejects(made, { name: 'AbortError' });
    assert.deepEqual(left(), []);
    assert.equal(existsSync(marker), false);
  });

  it('sweeps up after a setup that was killed', async () => {
    // No process has this number: it is above what Linux gives out.
    mkdirSync(join(environmentsFolder(), 'tensorflow.making-99999999'), { recursive: true });
    await attempt('', { dryRun: true }).made;
    assert.deepEqual(left(), []);
  });
});

describe("pip's output", () => {
  it('is read as progress over all packages', () => {
    const events: SetupEvent[] = [];
    const meter = new Meter(100, (event) => events.push(event));
    for (const line of ['Downloading a_b-1.0-py3.whl (60 MB)', 'Progress 60 of 60', 'Downloading c-2.whl', 'noise'])
      meter.read(line);
    meter.read('Installing collected packages: c, a-b');
    const [first, second, last] = events;
    assert.deepEqual(first, { type: 'progress', phase: 'download', text: 'a-b (60 MB)', done: 0, total: 100 });
    assert.deepEqual(second, { type: 'progress', phase: 'download', text: 'c', done: 60, total: 100 });
    assert.ok(last?.type === 'progress' && last.phase === 'install');
  });

  it('gives its last error as the reason', () => {
    assert.equal(
      reasonOf('ERROR: Could not find x\nERROR: No matching distribution for x\n\nnotice'),
      'No matching distribution for x',
    );
    assert.equal(reasonOf('Error: ensurepip is not available\n'), 'Error: ensurepip is not available');
  });
});
