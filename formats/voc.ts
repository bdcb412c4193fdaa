/** Annotations of PASCAL VOC: a small XML file for each image, of which only a few elements matter. */
import { FormatError } from './reader.ts';

export interface VocObject {
  readonly name: string;
  /** In pixels, counted from 1, both ends included. */
  readonly box: { readonly xmin: number; readonly ymin: number; readonly xmax: number; readonly ymax: number };
}

export interface VocAnnotation {
  /** `null` where it is not said. */
  readonly size: { readonly height: number; readonly width: number } | null;
  readonly objects: readonly VocObject[];
}

/** @throws FormatError */
export function readVoc(name: string, text: string): VocAnnotation {
  const whole = elements(text, 'annotation')[0];
  if (whole === undefined) throw new FormatError(`${name} is no annotation of PASCAL VOC, or it is cut off.`);
  const size = elements(whole, 'size')[0];
  const [height, width] = size === undefined ? [null, null] : [number(size, 'height'), number(size, 'width')];
  const objects = elements(whole, 'object').map((object): VocObject => {
    // The parts of a body have boxes of their own, inside of the object.
    const own = object.replaceAll(/<part>[\s\S]*?<\/part>/g, '');
    const box = elements(own, 'bndbox')[0] ?? '';
    const [xmin, ymin, xmax, ymax] = (['xmin', 'ymin', 'xmax', 'ymax'] as const).map((side) => number(box, side));
    if (xmin == null || ymin == null || xmax == null || ymax == null)
      throw new FormatError(`${name} has an object without a box.`);
    return { name: (elements(own, 'name')[0] ?? '').trim(), box: { xmin, ymin, xmax, ymax } };
  });
  return { size: height == null || width == null || height === 0 || width === 0 ? null : { height, width }, objects };
}

function elements(text: string, tag: string): string[] {
  const found: string[] = [];
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    found.push(text.slice(at + open.length, end));
    at = end + close.length;
  }
  return found;
}

function number(text: string, tag: string): number | null {
  const written = elements(text, tag)[0]?.trim();
  const value = written === undefined || written === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}
