import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fakePython } from '../../engine/backends/tensorflow/fake-python.fixture.ts';
import type { SetupEvent } from '../../engine/protocol/setup.ts';
import { netwright, scratchFolder, start } from './netwright.ts';

describe('netwright setup tensorflow', () => {
  const scratch = scratchFolder();
  const dataHome = process.env.XDG_DATA_HOME;
  before(() => {
    process.env.XDG_DATA_HOME = join(scratch, 'data');
  });
  after(() => {
    if (dataHome === undefined) delete process.env.XDG_DATA_HOME;
    else process.env.XDG_DATA_HOME = dataHome;
  });
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as SetupEvent);

  it('tells in a dry run what it would fetch, and why the rest will not do', async () => {
    const python = fakePython(join(scratch, 'old'), { tensorflow: '2.9.0' });
    const { code, stdout } = await netwright(['setup', 'tensorflow', '--python', python, '--dry-run', '--json']);
    const events = lines(stdout);
    assert.equal(code, 0);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['passedOver', 'progress', 'plan'],
    );
    assert.match(events[0]?.type === 'passedOver' ? events[0].reason : '', /2\.9\.0 .* too old/);
    const text = await netwright(['setup', 'tensorflow', '--python', python, '--dry-run']);
    assert.equal(text.stdout, '');
    assert.match(text.stderr, /tensorflow-cpu 2\.21\.0, with .*: about 335 MB to download, about 1\.6 GB on disk/);
  });

  it('fails with 3 where the TensorFlow does not load, and remembers nothing', async () => {
    const python = fakePython(join(scratch, 'empty'), { tensorflow: '2.21.0' });
    const { code, stdout } = await netwright(['setup', 'tensorflow', '--python', python, '--json']);
    const last = lines(stdout).at(-1);
    assert.equal(code, 3);
    assert.ok(last?.type === 'failed', stdout);
    assert.ok(!existsSync(join(scratch, 'data', 'netwright', 'tensorflow.json')));
  });

  it('is interrupted with 130', async () => {
    const python = fakePython(join(scratch, 'slow'), { install: "echo 'Downloading a-1.whl'; sleep 30" });
    const child = start(['setup', 'tensorflow', '--python', python, '--json']);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"download"')) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 130);
    assert.equal(lines(said).at(-1)?.type, 'cancelled');
  });
});
