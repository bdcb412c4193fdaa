import type { Call } from '../../model/catalog/arguments.ts';
import { absentCifar, CIFAR_SIDE, type CifarFormat, cifar10Format, cifar100Format, cifarCount } from '../cifar.ts';
import { AbsentError, join, type Reading, statOf } from '../reading.ts';
import { type DataFacts, unknownFacts } from './facts.ts';

export const cifar10Facts = ({ args }: Call): Reading<DataFacts> => cifarFacts(String(args.folder), cifar10Format, 0);

export const cifar100Facts = ({ args }: Call): Reading<DataFacts> =>
  cifarFacts(String(args.folder), cifar100Format, args.labels === 'coarse' ? 0 : 1);

/** Classes are the format's. Sizes alone tell the number of records of binary files; nothing tells that of pickles. */
function* cifarFacts(folder: string, format: CifarFormat, label: number): Reading<DataFacts> {
  return {
    ...unknownFacts,
    shape: [CIFAR_SIDE, CIFAR_SIDE, 3],
    count: yield* recordsIn(folder, format),
    classes: format.labels[label].classes,
  };
}

/** `null`: there are pickles only. */
function* recordsIn(folder: string, format: CifarFormat): Reading<number | null> {
  const counts: number[] = [];
  for (const name of format.binary) {
    const stat = yield* statOf(join(folder, name));
    if (stat !== null) counts.push(cifarCount({ name, size: stat.size }, format));
  }
  if (counts.length > 0) return counts.reduce((a, b) => a + b, 0);
  for (const name of format.pickled) if ((yield* statOf(join(folder, name))) !== null) return null;
  throw new AbsentError({ kind: 'missing', message: absentCifar(folder, format) });
}
