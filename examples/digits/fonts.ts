/** The digits of several open fonts, as outlines on a unit square. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import opentype from 'opentype.js';
import { bounds, move, type Outline, outlineOf, type PathCommand } from './outline.ts';

/** Serif, sans, slab, condensed, monospaced and handwritten, in several weights: all under the SIL Open Font License. */
const faces = [
  ['roboto', '100-normal'],
  ['roboto', '400-normal'],
  ['roboto', '700-italic'],
  ['lora', '400-normal'],
  ['lora', '600-italic'],
  ['merriweather', '300-normal'],
  ['merriweather', '700-normal'],
  ['oswald', '300-normal'],
  ['oswald', '600-normal'],
  ['inconsolata', '300-normal'],
  ['inconsolata', '700-normal'],
  ['pt-sans', '400-normal'],
  ['pt-sans', '700-italic'],
  ['comic-neue', '400-normal'],
  ['comic-neue', '700-italic'],
] as const;

const EM = 1000;

/** `glyphs[face][digit]`, centred on the origin and one high. */
export function digitOutlines(): readonly (readonly Outline[])[] {
  const require = createRequire(import.meta.url);
  return faces.map(([family, style]) => {
    const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
    const bytes = readFileSync(join(folder, 'files', `${family}-latin-${style}.woff`));
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    return Array.from({ length: 10 }, (_, digit) => {
      const outline = outlineOf(font.getPath(`${digit}`, 0, 0, EM).commands as PathCommand[]);
      const { left, top, right, bottom } = bounds(outline);
      const scale = 1 / (bottom - top);
      return move(outline, [scale, 0, 0, scale, (-scale * (left + right)) / 2, (-scale * (top + bottom)) / 2]);
    });
  });
}
