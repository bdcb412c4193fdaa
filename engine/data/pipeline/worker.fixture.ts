/** A data worker over images in memory, some of which cannot be read or end the worker: for tests. */
import { existsSync, writeFileSync } from 'node:fs';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { images } from '../images.fixture.ts';
import { CorruptError, DataError } from '../samples.ts';
import type { OpenSource } from '../sources/index.ts';
import type { WorkerSetup } from './messages.ts';
import { serveBatches } from './serve.ts';

/** Arguments: numbers of samples that are `corrupt`, `refused` or end the worker (`deadly`, the first time if `once` names a file). */
export const openFixture: OpenSource = ({ source: { args } }) => {
  const { whole: _, ...read } = images(40, [8, 8, 3], 4);
  return Promise.resolve({
    ...read,
    async read(index) {
      if (index === args.corrupt) throw new CorruptError(`${index}.jpg`, 'it ends early');
      if (index === args.refused) throw new DataError(`${index}.jpg is no image.`);
      if (index === args.deadly && !isMainThread && !(typeof args.once === 'string' && existsSync(args.once))) {
        if (typeof args.once === 'string') writeFileSync(args.once, '');
        process.exit(7);
      }
      return read.read(index);
    },
  });
};

if (parentPort !== null) serveBatches(parentPort, workerData as WorkerSetup, openFixture);
