/**
 * Writes the outlines of the digits that the source `digits` draws, from several open fonts: `node scripts/digits/fonts.ts`.
 * Only the outlines are shipped, so that drawing needs neither the fonts nor a reader of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import opentype from 'opentype.js';
import { bounds, outlineOf, type PathCommand } from '../../engine/data/sources/digits/outline.ts';

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
/** Steps of the grid in the height of a digit. */
const GRID = 1000;

export const glyphsPath = join(import.meta.dirname, '..', '..', 'engine', 'data', 'sources', 'digits', 'glyphs.ts');

/** A path centred on the origin and `GRID` high: a letter for each command, then its numbers. */
function pathOf(commands: readonly PathCommand[]): string {
  const { left, top, right, bottom } = bounds(outlineOf(commands));
  const scale = GRID / (bottom - top);
  const x = (value = 0) => Math.round(scale * (value - (left + right) / 2));
  const y = (value = 0) => Math.round(scale * (value - (top + bottom) / 2));
  const text = commands.map(({ type, ...at }) => {
    if (type === 'Z') return '';
    const numbers = [
      ...(type === 'C' || type === 'Q' ? [x(at.x1), y(at.y1)] : []),
      ...(type === 'C' ? [x(at.x2), y(at.y2)] : []),
      x(at.x),
      y(at.y),
    ];
    return type + numbers.join(' ');
  });
  return text.join('');
}

export function glyphsFile(): string {
  const require = createRequire(import.meta.url);
  const lines = faces.map(([family, style]) => {
    const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
    const bytes = readFileSync(join(folder, 'files', `${family}-latin-${style}.woff`));
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const paths = Array.from({ length: 10 }, (_, digit) => {
      const path = pathOf(font.getPath(`${digit}`, 0, 0, EM).commands as PathCommand[]);
      return `    '${path}',\n`;
    });
    return `  // ${family} ${style}\n  [\n${paths.join('')}  ],\n`;
  });
  const families = [...new Set(faces.map(([family]) => family))].map((family) => {
    const license = readFileSync(
      join(dirname(require.resolve(`@fontsource/${family}/package.json`)), 'LICENSE'),
      'utf8',
    );
    const [owner = ''] = license.match(/^Copyright .*?(?=,? with Reserved| [\w-]+(?:\[[\w,]+\])?\.ttf:|\n)/m) ?? [];
    return ` * ${family}: ${owner.trim()}\n`;
  });
  return `/*!
 * Digits of open fonts, under the SIL Open Font License 1.1 (openfontlicense.org).
${families.join('')} */

/** Made by \`node scripts/digits/fonts.ts\`: for each face ten paths, centred on the origin and ${GRID} high. */
export const glyphs: readonly (readonly string[])[] = [
${lines.join('')}];
`;
}

if (import.meta.main) writeFileSync(glyphsPath, glyphsFile());
