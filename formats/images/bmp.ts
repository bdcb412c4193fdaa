/** BMP as Windows and OS/2 write it: rows from the bottom, of palette entries, fields of bits or bytes in the order blue, green, red. */
import { FormatError, viewOf } from '../reader.ts';
import { unpackRuns } from './bmp-runs.ts';
import type { Pixels } from './pixels.ts';

const CORE = 12;
/** How pixels are packed. */
const PLAIN = 0;
const RUNS8 = 1;
const RUNS4 = 2;
const FIELDS = 3;
const FIELDS_WITH_ALPHA = 6;

interface Header {
  readonly width: number;
  readonly height: number;
  /** Rows go from the top. */
  readonly down: boolean;
  readonly bits: number;
  readonly packing: number;
  /** Of the pixels. */
  readonly start: number;
  /** Three or four bytes for each colour. */
  readonly palette: Uint8Array;
  readonly entry: number;
  /** Red, green, blue and opacity in a pixel of 16 or 32 bits. */
  readonly masks: readonly number[];
}

/** The size has been looked at: it is bounded. @throws FormatError */
export function decodeBmp(name: string, bytes: Uint8Array): Pixels {
  const header = headerOf(name, bytes);
  const { width, height, down, bits, packing } = header;
  const body = bytes.subarray(header.start);
  const runs = packing === RUNS8 || packing === RUNS4;
  const stride = runs ? width : Math.ceil((width * bits) / 32) * 4;
  const rows = runs ? unpackRuns(name, body, { width, height, bits }) : body;
  if (rows.length < stride * height)
    throw new FormatError(`${name} is cut off: its pixels take ${stride * height} bytes, and it has ${rows.length}.`);
  const channels = header.masks[3] ? 4 : 3;
  const data = new Uint8Array(height * width * channels);
  const put = bits <= 8 ? fromPalette(header, runs ? 8 : bits) : bits === 24 ? fromBytes : fromFields(header);
  for (let y = 0; y < height; y++) {
    const row = rows.subarray((down ? y : height - 1 - y) * stride);
    put(row, data.subarray(y * width * channels, (y + 1) * width * channels));
  }
  return { height, width, channels, data };
}

function headerOf(name: string, bytes: Uint8Array): Header {
  if (bytes.length < 26) throw new FormatError(`${name} ends inside its header.`);
  const view = viewOf(bytes);
  const size = view.getUint32(14, true);
  const core = size === CORE;
  if (!core && (size < 40 || bytes.length < 14 + size)) throw new FormatError(`${name} ends inside its header.`);
  const height = core ? view.getUint16(20, true) : view.getInt32(22, true);
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
  const bits = view.getUint16(core ? 24 : 28, true);
  const packing = core ? PLAIN : view.getUint32(30, true);
  const fits =
    (packing === PLAIN && [1, 4, 8, 16, 24, 32].includes(bits)) ||
    (packing === RUNS8 && bits === 8) ||
    (packing === RUNS4 && bits === 4) ||
    ((packing === FIELDS || packing === FIELDS_WITH_ALPHA) && (bits === 16 || bits === 32));
  if (!fits) throw new FormatError(`${name} is a BMP of ${bits} bits in packing ${packing}, which is not read.`);
  const start = view.getUint32(10, true);
  const entry = core ? 3 : 4;
  const fields = packing === FIELDS || packing === FIELDS_WITH_ALPHA;
  const masksEnd = 14 + (fields ? Math.max(size, packing === FIELDS ? 52 : 56) : size);
  if (masksEnd > bytes.length || start > bytes.length) throw new FormatError(`${name} ends inside its header.`);
  const count = fields ? (size >= 56 || packing === FIELDS_WITH_ALPHA ? 4 : 3) : 0;
  const masks = fields
    ? Array.from({ length: count }, (_, i) => view.getUint32(54 + 4 * i, true))
    : bits === 16
      ? [0x7c00, 0x3e0, 0x1f]
      : [0xff0000, 0xff00, 0xff];
  return {
    width,
    height: Math.abs(height),
    down: height < 0,
    bits,
    packing,
    start,
    palette: bytes.subarray(14 + size, Math.max(start, 14 + size)),
    entry,
    masks,
  };
}

type Put = (row: Uint8Array, out: Uint8Array) => void;

/** `bits` of the rows: runs are unpacked to a byte for each pixel. */
const fromPalette =
  ({ palette, entry }: Header, bits: number): Put =>
  (row, out) => {
    for (let x = 0; 3 * x < out.length; x++) {
      const bit = x * bits;
      const index = (row[bit >> 3] >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
      for (let c = 0; c < 3; c++) out[3 * x + c] = palette[entry * index + 2 - c] ?? 0;
    }
  };

const fromBytes: Put = (row, out) => {
  for (let i = 0; i < out.length; i += 3) {
    out[i] = row[i + 2];
    out[i + 1] = row[i + 1];
    out[i + 2] = row[i];
  }
};

const fromFields = ({ masks, bits }: Header): Put => {
  const channels = masks[3] ? 4 : 3;
  const fields = masks.slice(0, channels).map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, scale: mask === 0 ? 0 : 255 / (mask >>> shift) };
  });
  return (row, out) => {
    const view = viewOf(row);
    for (let x = 0; channels * x < out.length; x++) {
      const pixel = bits === 16 ? view.getUint16(2 * x, true) : view.getUint32(4 * x, true);
      for (const [c, { mask, shift, scale }] of fields.entries())
        out[channels * x + c] = Math.round(((pixel & mask) >>> shift) * scale);
    }
  };
};
