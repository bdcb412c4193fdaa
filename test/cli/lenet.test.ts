import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { root, scratchFolder, start } from './netwright.ts';

describe('the first example', () => {
  const folder = scratchFolder();
  const model = join(folder, 'lenet.nn');

  before(function () {
    this.timeout(120_000);
    copyFileSync(join(root, 'examples', 'lenet.nn'), model);
    execFileSync(process.execPath, [join(root, 'examples', 'digits', 'generate.ts'), join(folder, 'digits', 'data')]);
  });

  it('passes 97% of the digits it has not seen', async () => {
    const child = start(['train', model, '--backend', 'cpu', '--json'], folder);
    const ended = once(child, 'close');
    child.stderr!.resume();
    let best = 0;
    for await (const line of createInterface({ input: child.stdout! })) {
      const record = JSON.parse(line) as RunRecord;
      if (record.type !== 'epoch') continue;
      best = Math.max(best, record.val.accuracy ?? 0);
      // What is to be shown has been shown.
      if (best > 0.97 && !child.killed) child.kill('SIGINT');
    }
    await ended;
    assert.ok(best > 0.97, `${best}`);
  }).timeout(300_000);
});
