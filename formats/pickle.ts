/**
 * Python's pickle as data (PEP 307, 3154, 574): a program for a machine with a stack, of which only what plain values and
 * NumPy's arrays need is understood. Functions that a file names are looked up in a short list and never called; whatever
 * else it asks for is refused.
 */
import { Machine, type Operations, type PickleValue } from './pickle-machine.ts';
import { FormatError, type Source } from './reader.ts';

export { NumpyArray, PickleDict, type PickleValue } from './pickle-machine.ts';

/** Larger files are no batch of any data set that is read so. */
const LARGEST = 1 << 30;

/** The one value that the file holds. @throws FormatError */
export function readPickle(source: Source): PickleValue {
  if (source.size > LARGEST)
    throw new FormatError(`${source.name} is ${source.size} bytes long; at most ${LARGEST} are read as a pickle.`);
  return new Machine(source.name, source.read(0, source.size)).run(operations);
}

const u1 = (view: DataView, at: number) => view.getUint8(at);
const u2 = (view: DataView, at: number) => view.getUint16(at, true);
const u4 = (view: DataView, at: number) => view.getUint32(at, true);
const i4 = (view: DataView, at: number) => view.getInt32(at, true);
const u8 = (view: DataView, at: number) => view.getBigUint64(at, true);
const f8 = (view: DataView, at: number) => view.getFloat64(at);

/** Lengths of what follows, in 1, 4 or 8 bytes. */
const short = (m: Machine) => m.number(u1, 1);
const long = (m: Machine) => m.number(u4, 4);
const longest = (m: Machine) => m.number(u8, 8);
const bytes = (length: (m: Machine) => number) => (m: Machine) => m.push(m.bytes(length(m)));
const text = (length: (m: Machine) => number) => (m: Machine) => m.push(m.text(length(m)));

/** By their codes, with Python's names (pickletools). */
const operations: Operations = {
  128: (m) => m.bytes(1), // PROTO
  149: (m) => m.bytes(8), // FRAME
  40: (m) => m.mark(), // MARK
  48: (m) => m.discard(), // POP
  78: (m) => m.push(null), // NONE
  136: (m) => m.push(true), // NEWTRUE
  137: (m) => m.push(false), // NEWFALSE
  73: (m) => m.written(), // INT
  76: (m) => m.written(), // LONG
  70: (m) => m.written(), // FLOAT
  75: (m) => m.push(m.number(u1, 1)), // BININT1
  77: (m) => m.push(m.number(u2, 2)), // BININT2
  74: (m) => m.push(m.number(i4, 4)), // BININT
  138: (m) => m.integer(short(m)), // LONG1
  71: (m) => m.push(m.number(f8, 8)), // BINFLOAT
  83: (m) => m.quoted(), // STRING
  85: bytes(short), // SHORT_BINSTRING, of Python 2
  84: bytes(long), // BINSTRING, of Python 2
  67: bytes(short), // SHORT_BINBYTES
  66: bytes(long), // BINBYTES
  142: bytes(longest), // BINBYTES8
  150: bytes(longest), // BYTEARRAY8
  86: (m) => m.push(m.line()), // UNICODE
  140: text(short), // SHORT_BINUNICODE
  88: text(long), // BINUNICODE
  141: text(longest), // BINUNICODE8
  41: (m) => m.push([]), // EMPTY_TUPLE
  133: (m) => m.tuple(1), // TUPLE1
  134: (m) => m.tuple(2), // TUPLE2
  135: (m) => m.tuple(3), // TUPLE3
  116: (m) => m.tuple(null), // TUPLE
  93: (m) => m.push([]), // EMPTY_LIST
  108: (m) => m.tuple(null), // LIST
  97: (m) => m.append(false), // APPEND
  101: (m) => m.append(true), // APPENDS
  125: (m) => m.dict(false), // EMPTY_DICT
  100: (m) => m.dict(true), // DICT
  115: (m) => m.setItems(false), // SETITEM
  117: (m) => m.setItems(true), // SETITEMS
  113: (m) => m.put(short(m)), // BINPUT
  114: (m) => m.put(long(m)), // LONG_BINPUT
  112: (m) => m.put(Number(m.line())), // PUT
  148: (m) => m.memoize(), // MEMOIZE
  104: (m) => m.get(short(m)), // BINGET
  106: (m) => m.get(long(m)), // LONG_BINGET
  103: (m) => m.get(Number(m.line())), // GET
  99: (m) => m.global(m.line(), m.line()), // GLOBAL
  147: (m) => m.stackGlobal(), // STACK_GLOBAL
  82: (m) => m.reduce(), // REDUCE
  98: (m) => m.build(), // BUILD
};
