import type { Call } from '../../model/catalog/arguments.ts';
import { AbsentError, bytesOf, nameOf, type Reading, statOf } from '../reading.ts';
import { archivesOf, LARGEST_TAR_LABEL, readTarLabel, sampleKey, walkTar } from '../tar.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { scaledShape } from './generated.ts';

/** Members that are looked at; the rest is read when it comes to training. */
const MOST_MEMBERS = 5000;

const isPacked = (path: string): boolean => /\.t?gz$/i.test(path);

interface Seen {
  readonly endings: Set<string>;
  samples: number;
  largest: number;
  members: number;
}

/** Names and sizes from the headers, and the labels of the samples that are seen. */
export function* tarFacts(source: Call): Reading<DataFacts> {
  const { args } = source;
  const archives = archivesOf(String(args.file));
  const absent: string[] = [];
  for (const path of archives) {
    if ((yield* statOf(path)) === null) absent.push(path);
  }
  if (absent[0] !== undefined) {
    const others = absent.length > 1 ? ` (${absent.length} of ${archives.length} are missing)` : '';
    throw new AbsentError({ kind: 'missing', message: `There is no file ${absent[0]}${others}.` });
  }
  const seen: Seen = { endings: new Set(), samples: 0, largest: -1, members: 0 };
  for (const path of archives) if (seen.members < MOST_MEMBERS && !isPacked(path)) yield* look(path, seen, args);
  // What is packed is not looked into.
  const whole = seen.members < MOST_MEMBERS && !archives.some(isPacked);
  const problems = (['image', 'label'] as const).flatMap((argument) => {
    const ending = String(args[argument]);
    if (seen.endings.has(ending) || archives.some(isPacked)) return [];
    const there = [...seen.endings].map((name) => `.${name}`).join(', ');
    return [
      problem(
        'data-unreadable',
        argument,
        `No file in it ends in .${ending}; there are ${there === '' ? 'no files' : there}.`,
      ),
    ];
  });
  return {
    ...unknownFacts,
    classes: whole && seen.largest >= 0 ? seen.largest + 1 : null,
    count: whole ? seen.samples : null,
    shape: scaledShape(source),
    problems,
  };
}

function* look(path: string, seen: Seen, args: Call['args']): Reading<void> {
  const read = (offset: number, length: number) => bytesOf(path, offset, length);
  yield* walkTar(nameOf(path), read, function* ({ name, offset, size }) {
    seen.members++;
    const { ending } = sampleKey(name);
    seen.endings.add(ending);
    if (ending === args.image) seen.samples++;
    if (ending === args.label && size <= LARGEST_TAR_LABEL) {
      const label = readTarLabel(`${nameOf(path)}: ${name}`, yield* read(offset, size));
      seen.largest = Math.max(seen.largest, label);
    }
    return seen.members < MOST_MEMBERS ? 'on' : 'enough';
  });
}
