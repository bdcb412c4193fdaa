/** A table of text: read twice, first for what its columns are, then for their numbers. */
import { basename, resolve } from 'node:path';
import { type CsvRow, csvRows } from '../../../formats/csv.ts';
import { chosenIn } from '../../../formats/facts/csv.ts';
import { decode } from '../../../formats/facts/utf8.ts';
import { absentColumns, featuresOf } from '../../../formats/table.ts';
import { openFile } from '../file-source.ts';
import { type CorruptItem, DataError, type Samples, type SourceRequest } from '../samples.ts';
import { Column, labelColumn } from './csv/column.ts';
import { requireClasses } from './labels.ts';

/** As one text in memory; JavaScript's hold no more. */
const LARGEST = 500_000_000;
const MOST_FEATURES = 1 << 20;

interface Table {
  readonly file: string;
  readonly names: readonly string[];
  /** Without the header. */
  rows(): Iterable<CsvRow>;
}

export function openCsv({ source: { args }, base }: SourceRequest): Samples {
  const table = tableOf(resolve(base, args.file as string), args.separator as string, args.header as boolean);
  const { file, names } = table;
  const chosen = chosenIn(args);
  const [absent] = absentColumns(chosen, names, file);
  if (absent !== undefined) throw new DataError(absent.message);
  const at = (name: string) => names.indexOf(name);
  const features = featuresOf(chosen, names).map((name) => new Column(name, at(name)));
  if (features.length === 0) throw new DataError(`${file} has no column for a feature: all are left out or the label.`);
  const label = chosen.label === null ? null : new Column(chosen.label, at(chosen.label));
  const columns = label === null ? features : [...features, label];
  const corrupt = readInto(columns, table, args.corrupt === 'fail');
  const count = label?.count ?? features[0].count;
  if (count === 0) throw new DataError(emptyMessage(file, corrupt));
  for (const column of columns) column.finish();
  const width = features.reduce((sum, column) => sum + column.width, 0);
  if (width > MOST_FEATURES) throw new DataError(wideMessage(file, features, width));
  const target = label === null ? null : labelColumn(label);
  if (target?.column.kind === 'class') requireClasses(target.classes, file, target.column.classes);
  return {
    count,
    columns: [
      { name: 'features', kind: 'features', role: 'sample', shape: [width] },
      ...(target === null ? [] : [target.column]),
    ],
    corrupt,
    read(index) {
      const values = new Float32Array(width);
      let to = 0;
      for (const column of features) {
        column.put(index, values, to);
        to += column.width;
      }
      return Promise.resolve({
        features: values,
        ...(target === null ? {} : { [target.column.name]: target.read(index) }),
      });
    },
  };
}

function tableOf(path: string, separator: string, header: boolean): Table {
  const name = basename(path);
  const source = openFile(path);
  if (source.size > LARGEST)
    throw new DataError(
      `${name} has ${source.size} bytes; tables of at most ${LARGEST} are read. Split it, or write its numbers as .npy.`,
    );
  const text = decode(name, source.read(0, source.size), true);
  const [first] = csvRows(text, separator);
  if (first === undefined) throw new DataError(`${name} has no rows; there is nothing to train on.`);
  const names = header ? first.values : first.values.map((_, i) => `${i + 1}`);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice !== undefined) throw new DataError(`${name} has two columns of the name ${twice}; rename one of them.`);
  return {
    file: name,
    names,
    *rows() {
      let skip = header;
      for (const row of csvRows(text, separator)) {
        if (!skip) yield row;
        skip = false;
      }
    },
  };
}

/** Gives the columns what they take of each whole row, and the rows that are not. */
function readInto(columns: readonly Column[], { file, names, rows }: Table, strict: boolean): readonly CorruptItem[] {
  for (const { values } of rows())
    if (values.length === names.length) for (const column of columns) column.look(values);
  const corrupt: CorruptItem[] = [];
  for (const { values, line, unclosed } of rows()) {
    if (unclosed)
      throw new DataError(`${file}, line ${line}: a quotation mark is never closed, so that all below belongs to it.`);
    const reason = faultOf(values, names, columns);
    if (reason === null) for (const column of columns) column.take(values);
    else {
      const item = `${file}, line ${line}`;
      if (strict)
        throw new DataError(`${item}: ${reason}. Correct it, or write corrupt=skip to leave out what cannot be read.`);
      corrupt.push({ item, reason });
    }
  }
  return corrupt;
}

function faultOf(values: readonly string[], names: readonly string[], columns: readonly Column[]): string | null {
  if (values.length !== names.length) return `it has ${values.length} values; there are ${names.length} columns`;
  for (const column of columns) {
    const fault = column.faultOf(values);
    if (fault !== null) return fault;
  }
  return null;
}

function emptyMessage(file: string, corrupt: readonly CorruptItem[]): string {
  const [first] = corrupt;
  if (first === undefined) return `${file} has no rows below its header; there is nothing to train on.`;
  return `None of the ${corrupt.length} rows of ${file} can be read. ${first.item}: ${first.reason}.`;
}

function wideMessage(file: string, features: readonly Column[], width: number): string {
  const widest = features.reduce((a, b) => (b.width > a.width ? b : a));
  return `${file} makes ${width} features, ${widest.width} of them from the different words of ${widest.name}; at most ${MOST_FEATURES} are read. Write ignore=["${widest.name}"].`;
}
