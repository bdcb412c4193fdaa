import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainDefaults } from '../../model/settings.ts';
import { chain } from '../../model/zoo.fixture.ts';
import type { Backend } from '../backends/backend.ts';
import type { Job } from '../protocol/job.ts';
import type { RunInfo } from '../protocol/records.ts';
import { RunFolder } from '../runs/folder.ts';
import { MemoryError } from './memory.ts';
import { RunLog } from './run-log.ts';
import { Training } from './train.ts';

const call = (name: string, args = {}) => ({ name, args });

describe('a training', () => {
  it('that is refused for its memory leaves no backend behind', async () => {
    const root = mkdtempSync(join(tmpdir(), 'netwright-train-'));
    try {
      const job: Job = {
        version: 1,
        graph: chain([512, 512, 3], [['conv', { filters: 64, kernel: [3, 3] }], ['flatten'], ['dense', { units: 10 }]]),
        settings: {
          ...trainDefaults,
          name: 'Large',
          data: { name: 'digits', source: call('digits'), split: call('holdout', { val: 10 }), normalize: null },
          loss: [{ call: call('softmax'), weight: 1 }],
          regularizers: [],
          batch: 1024,
        },
        file: join(root, 'large.nn'),
        root,
      };
      let disposed = 0;
      const backend = { name: 'cpu', threads: 1, versions: {}, dispose: async () => disposed++ } as unknown as Backend;
      const folder = RunFolder.create(root, 'Large');
      const log = new RunLog({ folder, info: { job, versions: {} } as RunInfo, before: [], seconds: 0 });
      const report = { chosen: 'cpu', device: '', passedOver: [] } as const;
      const training = new Training({
        job,
        log,
        stopping: new AbortController().signal,
        choose: async () => ({ backend, report }),
        folder: folder.path,
        checkpoint: null,
      });
      await assert.rejects(training.run(), MemoryError);
      assert.equal(disposed, 1);
      folder.close();
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
