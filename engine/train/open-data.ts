/** The data of a job, ready to train on. */
import { type Dataset, type DatasetRequest, openDataset } from '../data/dataset.ts';
import type { Job } from '../protocol/job.ts';

export function openData(
  { graph, settings, file, threads }: Job,
  how: Pick<DatasetRequest, 'fold' | 'statistics' | 'onCorrupt'>,
): Promise<Dataset> {
  const { data, seed, targets, batch } = settings;
  return openDataset({ data, graph, seed, file, targets, batch, threads, ...how });
}
