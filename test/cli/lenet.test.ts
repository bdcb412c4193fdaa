import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { root, scratchFolder, start } from './netwright.ts';

describe('the first example', () => {
  const folder = scratchFolder();
  const model = join(root, 'examples', 'lenet.nn');

  it('passes 98.5% of the digits it has not seen', async () => {
    const child = start(['train', model, '--backend', 'cpu', '--json', '--run', join(folder, 'run')]);
    const ended = once(child, 'close');
    child.stderr!.resume();
    let best = 0;
    for await (const line of createInterface({ input: child.stdout! })) {
      const record = JSON.parse(line) as RunRecord;
      if (record.type !== 'epoch') continue;
      best = Math.max(best, record.val.accuracy ?? 0);
      // What is to be shown has been shown.
      if (best >= 0.985 && !child.killed) child.kill('SIGINT');
    }
    await ended;
    assert.ok(best >= 0.985, `${best}`);
  }).timeout(600_000);
});
