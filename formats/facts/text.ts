import type { Call } from '../../model/catalog/arguments.ts';
import { AbsentError, bytesOf, LARGEST_READ, nameOf, type Reading, statOf } from '../reading.ts';
import { lastWord, symbolsOf } from '../text.ts';
import { type DataFacts, unknownFacts } from './facts.ts';
import { decode, lastWhole } from './utf8.ts';

/** The symbols of a larger text are not counted. */
const LARGEST = 64 << 20;

/** The vocabulary takes a look at the whole text, a piece at a time. */
export function* textFacts({ args }: Call): Reading<DataFacts> {
  const file = String(args.file);
  const stat = yield* statOf(file);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no file ${file}.` });
  if (stat.size > LARGEST) return unknownFacts;
  const unit = args.unit === 'word' ? 'word' : 'char';
  const symbols = new Set<string>();
  let count = 0;
  let rest = '';
  for (let at = 0; at < stat.size; ) {
    const bytes = yield* bytesOf(file, at, LARGEST_READ);
    if (bytes.length === 0) break;
    const end = at + bytes.length >= stat.size ? bytes.length : lastWhole(bytes);
    at += end === 0 ? bytes.length : end;
    const text = rest + decode(nameOf(file), bytes.subarray(0, end === 0 ? bytes.length : end), true);
    const whole = unit === 'char' || at >= stat.size ? text.length : lastWord(text);
    rest = text.slice(whole);
    for (const symbol of symbolsOf(text.slice(0, whole), unit)) {
      symbols.add(symbol);
      count++;
    }
  }
  for (const symbol of symbolsOf(rest, unit)) {
    symbols.add(symbol);
    count++;
  }
  const most = typeof args.vocabulary === 'number' && args.vocabulary > 0 ? args.vocabulary : Number.POSITIVE_INFINITY;
  const vocab = Math.min(symbols.size, most);
  return { ...unknownFacts, vocab, classes: vocab, count };
}
