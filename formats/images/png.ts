/** PNG (W3C, third edition): chunks, of which the header, the palette, the transparency and the packed rows count. */
import { FormatError, viewOf } from '../reader.ts';
import type { Pixels } from './pixels.ts';
import { type PngHeader, pngChannels, unfilter } from './png-rows.ts';

/** Unpacks zlib's format to at most so many bytes. @throws Error when it is damaged, cut off or unpacks to more */
export type Inflate = (packed: Uint8Array, most: number) => Uint8Array;

const SIGNATURE = 8;
const GREY = 0;
const RGB = 2;
const PALETTE = 3;

interface Chunks {
  readonly header: PngHeader;
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
  readonly packed: Uint8Array;
}

/** The size has been looked at: it is bounded. Of 16 bits the upper 8 are taken. @throws FormatError */
export function decodePng(name: string, bytes: Uint8Array, inflate: Inflate): Pixels {
  const chunks = chunksOf(name, bytes);
  const { header } = chunks;
  let rows: Uint8Array;
  try {
    rows = inflate(chunks.packed, rowBytes(header));
  } catch {
    throw new FormatError(`${name} is damaged or cut off: its pixels cannot be unpacked.`);
  }
  if (rows.length < rowBytes(header)) throw new FormatError(`${name} is cut off: rows of the image are missing.`);
  const channels = pngChannels(header);
  const samples = new Uint8Array(header.height * header.width * channels);
  const wide = header.depth === 16 && chunks.transparency !== null ? new Uint16Array(samples.length) : null;
  let at = 0;
  for (const pass of passesOf(header)) at = unfilter(name, { rows, at, pass, header, samples, wide });
  return coloured(name, chunks, samples, wide);
}

function chunksOf(name: string, bytes: Uint8Array): Chunks {
  const view = viewOf(bytes);
  let header: PngHeader | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  const parts: Uint8Array[] = [];
  for (let at = SIGNATURE; ; ) {
    if (at + 12 > bytes.length) throw new FormatError(`${name} is cut off: it ends before its last chunk.`);
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) throw new FormatError(`${name} is cut off: a chunk has ${length} bytes.`);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = headerOf(name, data);
    else if (type === 'PLTE') palette = data;
    else if (type === 'tRNS') transparency = data;
    else if (type === 'IDAT') parts.push(data);
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  if (header === null) throw new FormatError(`${name} is damaged: it has no header.`);
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    packed.set(part, to);
    to += part.length;
  }
  return { header, palette, transparency, packed };
}

/** Bits of a sample by colour type: grey, colour, palette, grey and colour with opacity. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

function headerOf(name: string, data: Uint8Array): PngHeader {
  if (data.length !== 13) throw new FormatError(`${name} is damaged: its header has ${data.length} bytes of 13.`);
  const view = viewOf(data);
  const [depth, colour, compression, filter, interlace] = data.subarray(8) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (depths[colour]?.includes(depth) !== true || compression !== 0 || filter !== 0 || interlace > 1)
    throw new FormatError(`${name} is damaged: there are no PNG of type ${colour} with ${depth} bits.`);
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colour, interlaced: interlace === 1 };
}

/** A part of the image that is packed as one: its first pixel and the steps to the next. */
export interface Pass {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly down: number;
}

const whole: readonly Pass[] = [{ left: 0, top: 0, right: 1, down: 1 }];
/** Adam7. */
const interlaced: readonly Pass[] = [
  { left: 0, top: 0, right: 8, down: 8 },
  { left: 4, top: 0, right: 8, down: 8 },
  { left: 0, top: 4, right: 4, down: 8 },
  { left: 2, top: 0, right: 4, down: 4 },
  { left: 0, top: 2, right: 2, down: 4 },
  { left: 1, top: 0, right: 2, down: 2 },
  { left: 0, top: 1, right: 1, down: 2 },
];

const passesOf = (header: PngHeader): readonly Pass[] => (header.interlaced ? interlaced : whole);

/** Bytes of all rows, each with its filter before it. */
function rowBytes(header: PngHeader): number {
  const bits = pngChannels(header) * header.depth;
  return passesOf(header).reduce((sum, { left, top, right, down }) => {
    const width = Math.max(0, Math.ceil((header.width - left) / right));
    const height = Math.max(0, Math.ceil((header.height - top) / down));
    return width === 0 ? sum : sum + height * (1 + Math.ceil((width * bits) / 8));
  }, 0);
}

/** Looks colours up, and makes what is transparent a channel of its own. */
function coloured(name: string, chunks: Chunks, samples: Uint8Array, wide: Uint16Array | null): Pixels {
  const { header, palette, transparency } = chunks;
  const { height, width, colour, depth } = header;
  const count = height * width;
  if (colour === PALETTE) {
    if (palette === null) throw new FormatError(`${name} is damaged: it has no palette.`);
    const channels = transparency === null ? 3 : 4;
    const data = new Uint8Array(count * channels).fill(255);
    for (let i = 0; i < count; i++) {
      const entry = samples[i];
      // An entry beyond the palette is black.
      for (let c = 0; c < 3; c++) data[i * channels + c] = palette[3 * entry + c] ?? 0;
      if (transparency !== null) data[i * channels + 3] = transparency[entry] ?? 255;
    }
    return { height, width, channels, data };
  }
  if ((colour === GREY || colour === RGB) && transparency !== null && transparency.length >= 2 * pngChannels(header)) {
    // One colour is transparent.
    const own = pngChannels(header);
    const stored = viewOf(transparency);
    const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
    const source = wide ?? samples;
    const data = new Uint8Array(count * 4);
    for (let i = 0; i < count; i++) {
      let same = true;
      for (let c = 0; c < own; c++) same &&= source[i * own + c] === stored.getUint16(2 * c) * scale;
      for (let c = 0; c < 3; c++) data[i * 4 + c] = samples[i * own + (own === 1 ? 0 : c)];
      data[i * 4 + 3] = same ? 0 : 255;
    }
    return { height, width, channels: 4, data };
  }
  if (colour !== 4) return { height, width, channels: pngChannels(header) as 1 | 3 | 4, data: samples };
  const data = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    data.fill(samples[2 * i], 4 * i, 4 * i + 3);
    data[4 * i + 3] = samples[2 * i + 1];
  }
  return { height, width, channels: 4, data };
}
