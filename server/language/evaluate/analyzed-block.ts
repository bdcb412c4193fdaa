/** A block as the analysis shows it, with what its runs made of it. */
import type { AnalyzedBlock, Range } from '../analysis.ts';
import type { ModelItem } from '../syntax/tree.ts';
import type { Run } from './frame.ts';

export const analyzedBlock = (item: ModelItem, runs: readonly Run[]): AnalyzedBlock => ({
  name: item.name?.text ?? '',
  nameRange: plain(item.name ?? { start: item.start, end: item.start }),
  range: plain(item),
  instantiations: runs.filter((run) => run.item === item).map(({ instance }) => instance),
});

const plain = ({ start, end }: Range): Range => ({ start, end });
