import type { Call } from '../../model/catalog/arguments.ts';
import { csvRows } from '../csv.ts';
import { FormatError } from '../reader.ts';
import { AbsentError, bytesOf, nameOf, type Reading, statOf, wholeOf } from '../reading.ts';
import { absentColumns, type Chosen, featuresOf, holdsNumbers, isMissing } from '../table.ts';
import { type DataFacts, problem, unknownFacts } from './facts.ts';
import { decode } from './utf8.ts';

/** A larger table is known by its first rows alone. */
const LARGEST_WHOLE = 4 << 20;
const BEGINNING = 1 << 16;
/** More different words than this are no classes. */
const MOST_CLASSES = 10_000;

/** The columns from the header; classes and features from the rows, where the table is not too large. */
export function* csvFacts({ args }: Call): Reading<DataFacts> {
  const file = String(args.file);
  const { text, whole } = yield* textOf(file);
  const rows = [...csvRows(text, String(args.separator ?? ','))].map(({ values }) => values);
  // Of a beginning the last row may be cut.
  const complete = whole ? rows : rows.slice(0, -1);
  const [first] = complete;
  if (first === undefined) throw new FormatError(`${nameOf(file)} has no rows.`);
  const header = args.header !== false;
  const names = header ? first : first.map((_, i) => `${i + 1}`);
  const body = header ? complete.slice(1) : complete;
  const uneven = body.findIndex((row) => row.length !== names.length);
  if (uneven >= 0)
    throw new FormatError(
      `${nameOf(file)}: row ${uneven + 1} has ${body[uneven]?.length} values; there are ${names.length} columns. They are parted by ${JSON.stringify(args.separator ?? ',')}.`,
    );
  const chosen = chosenIn(args);
  const missing = absentColumns(chosen, names, nameOf(file)).map(({ argument, message }) =>
    problem('data-unreadable', argument, message),
  );
  if (missing.length > 0) return { ...unknownFacts, columns: header ? names : null, problems: missing };
  const column = (name: string) => body.map((row) => row[names.indexOf(name)] ?? '').filter((value) => value !== '');
  const features = featuresOf(chosen, names).map((name) => widthOf(column(name), whole));
  const width = features.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return {
    ...unknownFacts,
    columns: header ? names : null,
    count: whole ? body.length : null,
    shape: width === null ? null : [width],
    ...labels(column(String(args.label)), whole),
  };
}

function* textOf(file: string): Reading<{ text: string; whole: boolean }> {
  const stat = yield* statOf(file);
  if (stat === null) throw new AbsentError({ kind: 'missing', message: `There is no file ${file}.` });
  const bytes = yield* wholeOf(file, LARGEST_WHOLE);
  return {
    text: decode(nameOf(file), bytes ?? (yield* bytesOf(file, 0, BEGINNING)), bytes !== null),
    whole: bytes !== null,
  };
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as readonly unknown[]).filter((one) => typeof one === 'string') : [];

/** What the arguments of `csv` ask for. */
export const chosenIn = ({ label, features, ignore }: Call['args']): Chosen => ({
  label: typeof label === 'string' ? label : null,
  features: strings(features),
  ignore: strings(ignore),
});

/** A column of numbers is one feature, one of words as many as there are different words. */
function widthOf(values: readonly string[], whole: boolean): number | null {
  if (values.length === 0 || holdsNumbers(values)) return 1;
  return whole ? new Set(values).size : null;
}

function labels(values: readonly string[], whole: boolean): Pick<DataFacts, 'classes' | 'target'> {
  if (values.length === 0) return { classes: null, target: null };
  const numbers = holdsNumbers(values);
  const there = numbers ? values.filter((value) => !isMissing(value)) : values;
  const different = new Set(there);
  const classes = whole && different.size <= MOST_CLASSES ? different.size : null;
  if (!numbers) return { classes, target: { kind: 'class', shape: [] } };
  if (there.some((value) => !Number.isInteger(Number(value))))
    return { classes: null, target: { kind: 'numbers', shape: [1] } };
  // Whole numbers may be either.
  return { classes, target: null };
}
