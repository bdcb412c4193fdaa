import type { Call } from '../../model/catalog/arguments.ts';
import { CIFAR_CLASSES, CIFAR_SIDE } from '../cifar.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, join, type Reading, statOf } from '../reading.ts';
import { type DataFacts, unknownFacts } from './facts.ts';

const PIXELS = 3 * CIFAR_SIDE * CIFAR_SIDE;
const BATCHES = [1, 2, 3, 4, 5].map((n) => `data_batch_${n}.bin`);
const FINE = 100;
const COARSE = 20;

/** Sizes alone tell the number of records; classes are the format's. */
export function* cifar10Facts({ args }: Call): Reading<DataFacts> {
  const folder = String(args.folder);
  const counts: number[] = [];
  for (const name of BATCHES) {
    const count = yield* recordsIn(folder, name, 1 + PIXELS, 'CIFAR-10');
    if (count !== null) counts.push(count);
  }
  if (counts.length === 0) {
    const message = `There is no ${BATCHES[0]} in ${folder}; cifar10("…") names the folder with the batches of the binary version, ${BATCHES[0]} to ${BATCHES[4]}.`;
    throw new AbsentError({ kind: 'missing', message });
  }
  return { ...colour, count: counts.reduce((a, b) => a + b, 0), classes: CIFAR_CLASSES };
}

export function* cifar100Facts({ args }: Call): Reading<DataFacts> {
  const folder = String(args.folder);
  const count = yield* recordsIn(folder, 'train.bin', 2 + PIXELS, 'CIFAR-100');
  if (count === null) {
    const message = `There is no train.bin in ${folder}; cifar100("…") names the folder of the binary version, with train.bin and test.bin.`;
    throw new AbsentError({ kind: 'missing', message });
  }
  return { ...colour, count, classes: args.labels === 'coarse' ? COARSE : FINE };
}

const colour: DataFacts = { ...unknownFacts, shape: [CIFAR_SIDE, CIFAR_SIDE, 3] };

/** `null`: there is no such file. */
function* recordsIn(folder: string, name: string, record: number, format: string): Reading<number | null> {
  const stat = yield* statOf(join(folder, name));
  if (stat === null) return null;
  if (stat.size > 0 && stat.size % record === 0) return stat.size / record;
  throw new FormatError(
    `${name} is ${stat.size} bytes long, not a multiple of ${record}: it is no batch of ${format} in the binary version, or it is cut off.`,
  );
}
