/**
 * TensorBoard's event files: a row of TFRecords, each an `Event` message of protocol buffers (tensorflow/core/util/event.proto,
 * tensorflow/core/lib/io/record_writer.h). Written only; any TensorBoard reads them.
 */

/** What an event file starts with. */
const VERSION = 'brain.Event:2';

export interface Scalar {
  /** `loss/train` */
  readonly tag: string;
  readonly value: number;
}

/** The first record of a file. `seconds` since 1970. */
export const fileStart = (seconds: number): Uint8Array => record([...double(1, seconds), ...text(3, VERSION)]);

/** Tells TensorBoard that a run goes on from `step`: what it has of later steps does not count any more. */
export const sessionStart = (seconds: number, step: number): Uint8Array =>
  record([...double(1, seconds), ...integer(2, step), ...nested(7, integer(1, 1))]);

export function scalarEvent(seconds: number, step: number, scalars: readonly Scalar[]): Uint8Array {
  const values = scalars.flatMap(({ tag, value }) => nested(1, [...text(1, tag), ...float(2, value)]));
  return record([...double(1, seconds), ...integer(2, step), ...nested(5, values)]);
}

/** Length, checksum of the length, data, checksum of the data. */
function record(data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12 + data.length + 4);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(bytes.subarray(12, 12 + data.length)), true);
  return bytes;
}

const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];
const key = (field: number, wire: number): number[] => varint(field * 8 + wire);

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const integer = (field: number, value: number): number[] => [...key(field, VARINT), ...varint(value)];
const nested = (field: number, bytes: readonly number[]): number[] => [
  ...key(field, LENGTH),
  ...varint(bytes.length),
  ...bytes,
];
const text = (field: number, value: string): number[] => nested(field, [...new TextEncoder().encode(value)]);

function double(field: number, value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...key(field, FIXED64), ...bytes];
}

function float(field: number, value: number): number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [...key(field, FIXED32), ...bytes];
}

/** CRC-32C (Castagnoli), reflected. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** As records carry it, so that a checksum of data that holds checksums is no trap. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
