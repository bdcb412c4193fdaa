/** The first frame of a GIF (CompuServe, GIF89a): a palette and indices packed by LZW. */
import { FormatError, viewOf } from '../reader.ts';
import { MOST_PIXELS, type Pixels } from './pixels.ts';

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const FRAME = 0x2c;
/** Where the lines of an interlaced frame start, and the step to the next. */
const INTERLACED = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** What the frame leaves free, and what it says is transparent, has no opacity. @throws FormatError */
export function decodeGif(name: string, bytes: Uint8Array): Pixels {
  const view = viewOf(bytes);
  const need = (at: number, length: number) => {
    if (at + length > bytes.length) throw new FormatError(`${name} is cut off.`);
    return at;
  };
  need(0, 13);
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  const paletteAt = (at: number, flags: number) => {
    const length = 3 * 2 ** ((flags & 7) + 1);
    return bytes.subarray(need(at, length), at + length);
  };
  const flags = bytes[10];
  let palette = flags & 0x80 ? paletteAt(13, flags) : null;
  let at = 13 + (palette?.length ?? 0);
  let transparent = -1;
  for (;;) {
    const block = bytes[need(at, 1)];
    if (block === FRAME) break;
    if (block !== EXTENSION) throw new FormatError(`${name} is damaged, or has no frame.`);
    need(at, 8);
    if (bytes[at + 1] === GRAPHIC_CONTROL && bytes[at + 3] & 1) transparent = bytes[at + 6];
    at = blocksOf(bytes, at + 2, need).end;
  }
  need(at, 11);
  const [left, top, wide, tall] = [1, 3, 5, 7].map((field) => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
    number,
  ];
  const own = bytes[at + 9];
  at += 10;
  if (own & 0x80) {
    palette = paletteAt(at, own);
    at += palette.length;
  }
  if (palette === null) throw new FormatError(`${name} is damaged: it has no palette.`);
  if (wide * tall > MOST_PIXELS) throw new FormatError(`${name} says its first frame has ${tall}×${wide} pixels.`);
  const bits = bytes[need(at, 1)];
  const indices = unpack(name, blocksOf(bytes, at + 1, need).data, bits, wide * tall);
  const data = new Uint8Array(4 * height * width);
  const lines = own & 0x40 ? INTERLACED.flatMap(([first, step]) => range(first, tall, step)) : range(0, tall, 1);
  for (const [n, line] of lines.entries()) {
    const y = top + line;
    for (let x = 0; x < wide && y < height && left + x < width; x++) {
      const index = indices[n * wide + x];
      const to = 4 * (y * width + left + x);
      if (index === transparent) continue;
      for (let c = 0; c < 3; c++) data[to + c] = palette[3 * index + c] ?? 0;
      data[to + 3] = 255;
    }
  }
  return { height, width, channels: 4, data };
}

const range = (first: number, end: number, step: number): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, i) => first + i * step);

/** Blocks of a length and so many bytes, up to one of length 0. */
function blocksOf(
  bytes: Uint8Array,
  start: number,
  need: (at: number, length: number) => number,
): { readonly data: Uint8Array; readonly end: number } {
  let end = start;
  while (bytes[need(end, 1)] !== 0) end = need(end, 1 + bytes[end]) + 1 + bytes[end];
  const data = new Uint8Array(end - start);
  let to = 0;
  for (let at = start; at < end; at += 1 + bytes[at]) {
    data.set(bytes.subarray(at + 1, at + 1 + bytes[at]), to);
    to += bytes[at];
  }
  return { data: data.subarray(0, to), end: end + 1 };
}

const MOST_CODES = 4096;

/** LZW with codes that grow from `bits` + 1 to 12 bits. */
function unpack(name: string, packed: Uint8Array, bits: number, count: number): Uint8Array {
  if (bits < 1 || bits > 8) throw new FormatError(`${name} is damaged: its codes start with ${bits} bits.`);
  const clear = 1 << bits;
  const prefix = new Uint16Array(MOST_CODES);
  const suffix = new Uint8Array(MOST_CODES);
  const stack = new Uint8Array(MOST_CODES + 1);
  for (let i = 0; i < clear; i++) suffix[i] = i;
  const out = new Uint8Array(count);
  let [to, size, next, previous, first] = [0, bits + 1, clear + 2, -1, 0];
  let [bit, held, at] = [0, 0, 0];
  while (to < count) {
    while (bit < size) {
      if (at === packed.length)
        throw new FormatError(`${name} is cut off: ${count - to} of ${count} pixels are missing.`);
      held |= packed[at++] << bit;
      bit += 8;
    }
    const code = held & ((1 << size) - 1);
    held >>>= size;
    bit -= size;
    if (code === clear) {
      [size, next, previous] = [bits + 1, clear + 2, -1];
      continue;
    }
    if (code === clear + 1) throw new FormatError(`${name} is cut off: ${count - to} of ${count} pixels are missing.`);
    if (code > next || (code === next && previous < 0) || (previous < 0 && code >= clear))
      throw new FormatError(`${name} is damaged: a code stands before what it means.`);
    let height = 0;
    let walk = code;
    if (code === next) {
      stack[height++] = first;
      walk = previous;
    }
    while (walk >= clear) {
      stack[height++] = suffix[walk];
      walk = prefix[walk];
    }
    first = suffix[walk];
    stack[height++] = first;
    while (height > 0 && to < count) out[to++] = stack[--height];
    if (previous >= 0 && next < MOST_CODES) {
      prefix[next] = previous;
      suffix[next] = first;
      next++;
      if (next === 1 << size && size < 12) size++;
    }
    previous = code;
  }
  return out;
}
