/**
 * JPEG by libjpeg in WebAssembly (MozJPEG, which decodes as libjpeg-turbo does, to the bit as Pillow). What it has no
 * colours for, the four inks of print, is decoded in JavaScript.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import createModule from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import { decode as decodeInks } from 'jpeg-js';
import { MOST_PIXELS, type Pixels } from '../../../formats/images/pixels.ts';
import type { ImageSize } from '../../../formats/images/size.ts';
import { FormatError } from '../../../formats/reader.ts';

const DECODER = 'mozjpeg_dec.wasm';
/** The memory of WebAssembly never shrinks: after a larger image the decoder is made anew. */
const LARGE = 1 << 24;

interface Decoder {
  decode(
    bytes: Uint8Array,
  ): { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number } | null;
  /** What libjpeg said of the last image. */
  readonly warnings: string[];
}

let compiled: WebAssembly.Module | null = null;
let decoder: Promise<Decoder> | null = null;

/** It lies beside the bundle, or in the package when run from source. */
function decoderPath(): string {
  const beside = join(import.meta.dirname, DECODER);
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`@jsquash/jpeg/codec/dec/${DECODER}`);
}

async function makeDecoder(): Promise<Decoder> {
  compiled ??= new WebAssembly.Module(readFileSync(decoderPath()));
  const program = compiled;
  const warnings: string[] = [];
  const module = await createModule({
    noInitialRun: true,
    print: () => {},
    printErr: (line: string) => warnings.push(line),
    instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(program, imports);
      use(instance);
      return instance.exports;
    },
  });
  return { decode: (bytes) => module.decode(bytes, false), warnings };
}

/** @throws FormatError */
export async function decodeJpeg(name: string, bytes: Uint8Array, size: ImageSize): Promise<Pixels> {
  if (size.channels === 4) return inks(name, bytes);
  decoder ??= makeDecoder();
  const { decode, warnings } = await decoder;
  warnings.length = 0;
  try {
    const image = decode(bytes);
    if (image === null) throw new FormatError(`${name} is a damaged JPEG.`);
    if (isCut(bytes, warnings)) throw cutOff(name);
    return withoutOpacity(image, size.channels);
  } catch (error) {
    // After a failure its memory is in no known state.
    decoder = null;
    if (error instanceof FormatError) throw error;
    if (warnings.some(endsEarly)) throw cutOff(name);
    throw new FormatError(`${name} is a damaged JPEG${warnings[0] === undefined ? '' : ` (${warnings[0]})`}.`);
  } finally {
    if (size.height * size.width > LARGE) decoder = null;
  }
}

const endsEarly = (line: string): boolean => line.includes('Premature end of JPEG file');

const cutOff = (name: string) => new FormatError(`${name} is cut off: the end of the JPEG is missing.`);

/** libjpeg fills up what is missing and says so, but only of its first complaint. */
function isCut(bytes: Uint8Array, warnings: readonly string[]): boolean {
  if (warnings.length === 0) return false;
  if (warnings.some(endsEarly)) return true;
  const last = bytes.findLastIndex((byte) => byte !== 0);
  return !(bytes[last - 1] === 0xff && bytes[last] === 0xd9);
}

function withoutOpacity(
  { data, width, height }: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
  channels: 1 | 3,
): Pixels {
  const out = new Uint8Array(height * width * channels);
  for (let i = 0, from = 0; i < out.length; i += channels, from += 4) {
    out[i] = data[from];
    if (channels === 1) continue;
    out[i + 1] = data[from + 1];
    out[i + 2] = data[from + 2];
  }
  return { height, width, channels, data: out };
}

function inks(name: string, bytes: Uint8Array): Pixels {
  try {
    const { width, height, data } = decodeInks(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: MOST_PIXELS / 1e6,
      maxMemoryUsageInMB: 2048,
    });
    return { height, width, channels: 3, data };
  } catch (error) {
    throw new FormatError(`${name} is a damaged JPEG (${error instanceof Error ? error.message : error}).`);
  }
}
