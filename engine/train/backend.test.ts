import assert from 'node:assert/strict';
import type { Backend } from '../backends/backend.ts';
import type { ChooseOptions } from '../backends/choose.ts';
import type { BackendReport, Job } from '../protocol/job.ts';
import type { RunInfo } from '../protocol/records.ts';
import { backendFor } from './backend.ts';

const passedOver = [{ backend: 'webgpu', reason: 'there is no adapter' }] as const;
const job = { threads: 2 } as Job;
const ran = (report: BackendReport) => ({ backend: report }) as RunInfo;

describe('the backend of a training', () => {
  /** `works`: those that do; asked for none it takes the first, having passed over webgpu. */
  const chooser = (...works: BackendReport['chosen'][]) => {
    const asked: ChooseOptions[] = [];
    const choose = async (options: ChooseOptions) => {
      asked.push(options);
      const { requested } = options;
      if (requested !== undefined && !works.includes(requested)) throw new Error(`${requested} does not work`);
      const report = {
        chosen: requested ?? works[0],
        device: '',
        passedOver: requested === undefined ? passedOver : [],
      };
      return { backend: {} as Backend, report };
    };
    return { choose, asked };
  };

  it('is that of the run that goes on, and why others were passed over is still known', async () => {
    const { choose, asked } = chooser('tensorflow', 'cpu');
    const { report } = await backendFor(job, ran({ chosen: 'cpu', device: '', passedOver }), choose);
    assert.deepEqual(report, { chosen: 'cpu', device: '', passedOver });
    assert.deepEqual(asked, [{ requested: 'cpu', threads: 2 }]);
  });

  it('is another where that one does not work any more, with the reasons of now', async () => {
    const { choose } = chooser('cpu');
    const { report } = await backendFor(job, ran({ chosen: 'tensorflow', device: '', passedOver: [] }), choose);
    assert.deepEqual(report, { chosen: 'cpu', device: '', passedOver });
  });

  it('is the one that the job asks for, or there is none', async () => {
    const { choose } = chooser('cpu');
    const asks: Job = { ...job, backend: 'tensorflow' };
    await assert.rejects(backendFor(asks, null, choose), /tensorflow does not work/);
    await assert.rejects(backendFor(asks, ran({ chosen: 'cpu', device: '', passedOver }), choose), /tensorflow/);
  });
});
