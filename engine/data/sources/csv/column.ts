/** A column of a table: numbers, or words that are counted as they come and numbered by their order. */
import { isNumber } from '../../../../formats/csv.ts';
import { isMissing } from '../../../../formats/table.ts';
import type { ColumnValues, DataColumn } from '../../samples.ts';

/** Whole numbers are classes where there are no more different ones. */
const MOST_CLASSES = 1000;

export class Column {
  readonly name: string;
  readonly #at: number;
  #isWords = false;
  #hasNumbers = false;
  readonly #words = new Map<string, number>();
  /** Of words their numbers in `#words`. */
  #values = new Float64Array(64);
  count = 0;

  constructor(name: string, at: number) {
    this.name = name;
    this.#at = at;
  }

  /** Every row is looked at before one is taken. */
  look(row: readonly string[]): void {
    const value = row[this.#at];
    if (isNumber(value)) this.#hasNumbers = true;
    else if (!isMissing(value)) this.#isWords = true;
  }

  /** `null`: there is a value. */
  faultOf(row: readonly string[]): string | null {
    const value = row[this.#at];
    if (value === '') return `${this.name} is empty`;
    if (this.isWords) return null;
    if (!isNumber(value)) return `${this.name} is ${value}, no number`;
    return Number.isFinite(Math.fround(Number(value)))
      ? null
      : `${this.name} is ${value}, more than a number of 32 bits holds`;
  }

  take(row: readonly string[]): void {
    const value = row[this.#at];
    if (this.count === this.#values.length) {
      const larger = new Float64Array(2 * this.#values.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.count++] = this.isWords ? this.#number(value) : Number(value);
  }

  #number(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    this.#words.set(word, this.#words.size);
    return this.#words.size - 1;
  }

  get isWords(): boolean {
    return this.#isWords || !this.#hasNumbers;
  }

  /** The different words, in order. */
  get words(): readonly string[] {
    return [...this.#words.keys()].sort((a, b) => (a < b ? -1 : 1));
  }

  /** All rows are taken: words are numbered anew, by their order. */
  finish(): void {
    this.#values = this.#values.slice(0, this.count);
    if (!this.isWords) return;
    const order = new Map(this.words.map((word, i) => [this.#words.get(word), i]));
    this.#values = this.#values.map((value) => order.get(value) ?? 0);
  }

  /** Numbers as they are, words as their place among the different ones. */
  get values(): Float64Array {
    return this.#values;
  }

  /** Features that it makes: one for numbers, one for each word. */
  get width(): number {
    return this.isWords ? this.#words.size : 1;
  }

  /** Puts its features of a row, from `to` on. */
  put(row: number, features: Float32Array, to: number): void {
    if (this.isWords) features[to + this.#values[row]] = 1;
    else features[to] = this.#values[row];
  }
}

export interface Label {
  readonly column: DataColumn;
  /** Of each row; empty where it is no class. */
  readonly classes: Int32Array;
  read(row: number): ColumnValues;
}

/** Words are classes, and whole numbers where they are few; their names are in order. Other numbers are numbers. */
export function labelColumn(label: Column): Label {
  const { name, values } = label;
  const different = label.isWords ? [] : [...new Set(values)].sort((a, b) => a - b);
  if (!label.isWords && !(different.length <= MOST_CLASSES && different.every(Number.isInteger))) {
    return {
      column: { name, kind: 'numbers', role: 'target', shape: [1] },
      classes: new Int32Array(),
      read: (row) => Float32Array.of(values[row]),
    };
  }
  const place = new Map(different.map((value, i) => [value, i]));
  const classes = Int32Array.from(values, (value) => (label.isWords ? value : (place.get(value) ?? 0)));
  return {
    column: {
      name,
      kind: 'class',
      role: 'target',
      shape: [],
      classes: label.isWords ? label.words : different.map(String),
    },
    classes,
    read: (row) => classes.subarray(row, row + 1),
  };
}
