/** The machine that pickles are written for, as far as plain values need it. */
import { sizeOf } from '../model/shape.ts';
import { FormatError, viewOf } from './reader.ts';

export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly PickleValue[]
  | PickleDict
  | NumpyArray;

/** Keys of dictionaries are texts, or bytes that Python 2 wrote for texts. */
export class PickleDict {
  readonly entries = new Map<string, PickleValue>();
}

/** An array of bytes; other types have no `data`. */
export class NumpyArray {
  shape: readonly number[] = [];
  /** `u1`, `i8`, … */
  type = '';
  data: Uint8Array = new Uint8Array();
}

class Global {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
class Dtype {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}
class Mark {}

type Item = PickleValue | Global | Dtype | Mark | Item[];

/** What NumPy writes of an array, and how Python 3 writes bytes for Python 2. */
const known = new Set([
  'numpy.core.multiarray _reconstruct',
  'numpy._core.multiarray _reconstruct',
  'numpy.core.numeric _frombuffer',
  'numpy._core.numeric _frombuffer',
  'numpy ndarray',
  'numpy dtype',
  '_codecs encode',
]);
/** Instructions: one for each label of a batch and a few for the rest. */
const MOST_STEPS = 5_000_000;
const STOP = 0x2e;

/** By their codes. */
export type Operations = Readonly<Record<number, (machine: Machine) => void>>;

/** The stack, the memo and what the instructions do with them. */
export class Machine {
  readonly #name: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #stack: Item[] = [];
  readonly #memo = new Map<number, Item>();
  #at = 0;

  constructor(name: string, bytes: Uint8Array) {
    this.#name = name;
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  /** Until the instruction that ends it. */
  run(operations: Operations): PickleValue {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const at = this.#at;
      const code = this.#take(1)[0] as number;
      if (code === STOP) return this.#value(this.#pop());
      const operation = operations[code];
      if (operation === undefined)
        throw this.#fault(
          `has the instruction 0x${code.toString(16).padStart(2, '0')} at byte ${at}, which plain data does not need. It is no batch of a data set, or it is damaged`,
        );
      operation(this);
    }
    throw this.#fault(`has more than ${MOST_STEPS} instructions`);
  }

  #fault(what: string): FormatError {
    return new FormatError(`${this.#name} ${what}.`);
  }

  #take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.#bytes.length - this.#at)) throw this.#fault('is cut off');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(read: (view: DataView, at: number) => number | bigint, length: number): number {
    const { length: size } = this.#take(length);
    return Number(read(this.#view, this.#at - size));
  }

  bytes(length: number): Uint8Array {
    return this.#take(length);
  }

  text(length: number): string {
    return decode(this.#take(length));
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw this.#fault('is cut off');
    const line = this.text(end - this.#at);
    this.#at++;
    return line;
  }

  push(item: Item): void {
    this.#stack.push(item);
  }

  #pop(): Item {
    const item = this.#stack.pop();
    if (item === undefined) throw this.#fault('is damaged: it takes more values than it made');
    return item;
  }

  /** The values above the last mark. */
  #above(): Item[] {
    const mark = this.#stack.findLastIndex((item) => item instanceof Mark);
    if (mark < 0) throw this.#fault('is damaged: a mark is missing');
    return this.#stack.splice(mark).slice(1);
  }

  #value(item: Item): PickleValue {
    if (item instanceof Global || item instanceof Dtype || item instanceof Mark)
      throw this.#fault('is damaged: a value is none');
    return item as PickleValue;
  }

  #top<T extends Item>(kind: new () => T): T {
    const top = this.#stack.at(-1);
    if (top instanceof kind) return top;
    throw this.#fault('is damaged: something is put into what holds nothing');
  }

  tuple(count: number | null): void {
    const items = count === null ? this.#above() : Array.from({ length: count }, () => this.#pop()).reverse();
    this.push(items);
  }

  append(several: boolean): void {
    const items = several ? this.#above() : [this.#pop()];
    const list = this.#top(Array) as Item[];
    for (const item of items) list.push(item);
  }

  setItems(several: boolean): void {
    const items = several ? this.#above() : this.#top2();
    const { entries } = this.#top(PickleDict);
    for (let i = 0; i + 1 < items.length; i += 2) {
      const key = items[i];
      const name = key instanceof Uint8Array ? decode(key) : typeof key === 'string' ? key : null;
      if (name === null) throw this.#fault('has a dictionary whose keys are no texts');
      entries.set(name, this.#value(items[i + 1] as Item));
    }
  }

  #top2(): Item[] {
    const value = this.#pop();
    return [this.#pop(), value];
  }

  put(index: number): void {
    const top = this.#stack.at(-1);
    if (top === undefined) throw this.#fault('is damaged: it keeps a value it did not make');
    this.#memo.set(index, top);
  }

  memoize(): void {
    this.put(this.#memo.size);
  }

  get(index: number): void {
    const item = this.#memo.get(index);
    if (item === undefined) throw this.#fault(`is damaged: value ${index} was never kept`);
    this.push(item);
  }

  discard(): void {
    this.#pop();
  }

  global(module: Item, name: Item): void {
    const whole = `${String(module)} ${String(name)}`;
    if (!known.has(whole))
      throw this.#fault(
        `asks for ${whole.replace(' ', '.')}, which is not looked up: a pickle is read as data and runs nothing`,
      );
    this.push(new Global(whole));
  }

  stackGlobal(): void {
    const [module, name] = this.#top2() as [Item, Item];
    this.global(module, name);
  }

  /** A call of a function of the list, in its meaning for plain data. */
  reduce(): void {
    const [called, args] = this.#top2() as [Item, Item];
    if (!(called instanceof Global && Array.isArray(args)))
      throw this.#fault('is damaged: it calls what is no function');
    const [first, second] = args as Item[];
    if (called.name.endsWith('_reconstruct')) this.push(new NumpyArray());
    else if (called.name === 'numpy dtype' && typeof first === 'string') this.push(new Dtype(first));
    else if (called.name === 'numpy dtype' && first instanceof Uint8Array) this.push(new Dtype(decode(first)));
    else if (called.name === '_codecs encode' && typeof first === 'string' && second === 'latin1')
      this.push(Uint8Array.from(first, (letter) => letter.charCodeAt(0)));
    else if (called.name.endsWith('_frombuffer'))
      this.push(this.#array(args[2] as Item, args[1] as Item, first as Item));
    else throw this.#fault(`is damaged: ${called.name.replace(' ', '.')} is given something else`);
  }

  /** The state of an array: version, shape, type, whether in Fortran's order, bytes. A type's state is its byte order. */
  build(): void {
    const [object, state] = this.#top2() as [Item, Item];
    this.push(object);
    if (object instanceof Dtype) return;
    if (!(object instanceof NumpyArray && Array.isArray(state))) throw this.#fault('sets the state of what has none');
    const [, shape, type, fortran, data] = state as Item[];
    if (fortran !== false) throw this.#fault('holds an array in Fortran order; write it with numpy.ascontiguousarray');
    Object.assign(object, this.#array(shape as Item, type as Item, data as Item));
  }

  #array(shape: Item, type: Item, data: Item): NumpyArray {
    const whole = (one: unknown): one is number => typeof one === 'number' && Number.isSafeInteger(one) && one >= 0;
    if (!(Array.isArray(shape) && shape.every(whole) && type instanceof Dtype && data instanceof Uint8Array))
      throw this.#fault('holds an array that cannot be read');
    const array = Object.assign(new NumpyArray(), { shape: shape as readonly number[], type: type.type, data });
    const elements = sizeOf(array.shape);
    if (elements * Number(/\d+$/.exec(type.type)?.[0] ?? 0) !== data.length)
      throw this.#fault(`holds an array of ${array.shape.join('×')} ${type.type} in ${data.length} bytes`);
    return array;
  }

  integer(length: number): void {
    const bytes = this.#take(length);
    if (length > 8) throw this.#fault(`has a whole number of ${length} bytes`);
    // Two's complement, least significant byte first.
    const negative = ((bytes[length - 1] ?? 0) & 0x80) !== 0;
    const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
    this.push(negative ? value - 256 ** length : value);
  }

  mark(): void {
    this.push(new Mark());
  }

  dict(filled: boolean): void {
    const items = filled ? this.#above() : [];
    this.push(new PickleDict());
    this.push(new Mark());
    for (const item of items) this.push(item);
    this.setItems(true);
  }

  /** Text in quotation marks, as protocol 0 writes it. */
  quoted(): void {
    const line = this.line();
    const inside = /^(['"])([ -~]*)\1$/.exec(line)?.[2];
    if (inside === undefined || inside.includes('\\'))
      throw this.#fault('is written in protocol 0, in a way that is not read: write it again with protocol 2');
    this.push(inside);
  }

  written(): void {
    const line = this.line();
    const value = line === '00' ? false : line === '01' ? true : Number(line.replace(/L$/, ''));
    if (typeof value === 'number' && Number.isNaN(value)) throw this.#fault(`has ${line} for a number`);
    this.push(value);
  }
}

export const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
