/** A data set over small data in memory, for tests. */
import type { Call } from '../../model/catalog/arguments.ts';
import type { Graph } from '../../model/graph.ts';
import type { DataSettings } from '../../model/settings.ts';
import { chain, type Line } from '../../model/zoo.fixture.ts';
import type { EpochBatch } from './batch-buffer.ts';
import { type DatasetRequest, openDataset } from './dataset.ts';
import type { SampleSource } from './samples.ts';

export const call = (name: string, args: Call['args'] = {}): Call => ({ name, args });

export const scores = (shape: readonly number[], classes: number): Graph => {
  const lines: Line[] =
    shape.length > 1 ? [['flatten'], ['dense', { units: classes }]] : [['dense', { units: classes }]];
  return chain(shape, lines);
};

export const settings = (change: Partial<DataSettings> = {}): DataSettings => ({
  name: 'toys',
  source: call('digits'),
  split: call('holdout', { val: 3 }),
  normalize: null,
  ...change,
});

export const openOver = (source: SampleSource, graph: Graph, change: Partial<DatasetRequest> = {}) =>
  openDataset({
    data: settings(),
    graph,
    seed: 1,
    file: '/x.nn',
    workers: 0,
    open: () => Promise.resolve(source),
    ...change,
  });

export async function collect(batches: AsyncIterable<EpochBatch>): Promise<EpochBatch[]> {
  const all: EpochBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}
