/** What the command line knows of data: everything, at once. */
import { dirname, resolve } from 'node:path';
import { type DataFacts, dataFacts } from '../../formats/facts/index.ts';
import type { FactsOf } from '../language/index.ts';
import { Disk } from './disk.ts';
import { runNow } from './run.ts';

/** Each source is looked into once. */
const known = new Map<string, DataFacts>();

/** `file` is the path of the model file. */
export function factsNow(file: string): FactsOf {
  const base = dirname(resolve(file));
  return (data) => {
    const key = JSON.stringify([base, data]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const facts = runNow(dataFacts(data.source, data.split), new Disk({ base }));
    known.set(key, facts);
    return facts;
  };
}
