import type { Call } from '../../model/catalog/arguments.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, bytesOf, nameOf, type Reading, statOf } from '../reading.ts';
import { readTarHeader, TAR_BLOCK } from '../tar.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { scaledShape } from './generated.ts';

/** Members that are looked at; the rest is read when it comes to training. */
const MOST_MEMBERS = 5000;
const MOST_ARCHIVES = 10_000;
/** A label is one number. */
const LARGEST_LABEL = 32;

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
  for (const path of archives) yield* look(path, seen, args);
  const whole = seen.members < MOST_MEMBERS;
  const problems = (['image', 'label'] as const).flatMap((argument) => {
    const ending = String(args[argument]);
    if (seen.endings.has(ending)) return [];
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
  for (let at = 0; seen.members < MOST_MEMBERS; ) {
    const entry = readTarHeader(nameOf(path), yield* bytesOf(path, at, TAR_BLOCK));
    if (entry === null) return;
    const { name, size, file } = entry;
    seen.members++;
    if (file) {
      // WebDataset: the key ends at the first dot of the file's name.
      const base = nameOf(name);
      const ending = base.slice(base.indexOf('.') + 1).toLowerCase();
      seen.endings.add(ending);
      if (ending === args.image) seen.samples++;
      if (ending === args.label && size <= LARGEST_LABEL) yield* lookAtLabel(path, at + TAR_BLOCK, size, name, seen);
    }
    at += TAR_BLOCK + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
}

function* lookAtLabel(path: string, at: number, size: number, name: string, seen: Seen): Reading<void> {
  const text = String.fromCharCode(...(yield* bytesOf(path, at, size))).trim();
  if (!/^\d+$/.test(text))
    throw new FormatError(`${nameOf(path)}: ${name} holds ${JSON.stringify(text)}; a label is a whole number.`);
  seen.largest = Math.max(seen.largest, Number(text));
}

/** `train-{000..009}.tar` is ten files. */
function archivesOf(pattern: string): readonly string[] {
  const found = /^(.*)\{(\d+)\.\.(\d+)\}(.*)$/.exec(pattern);
  if (found === null) return [pattern];
  const [, before = '', low = '', high = '', after = ''] = found;
  const count = Number(high) - Number(low) + 1;
  if (!(count >= 1 && count <= MOST_ARCHIVES))
    throw new FormatError(`${pattern} stands for ${count} files; at most ${MOST_ARCHIVES} are read.`);
  return Array.from({ length: count }, (_, i) => `${before}${`${Number(low) + i}`.padStart(low.length, '0')}${after}`);
}
