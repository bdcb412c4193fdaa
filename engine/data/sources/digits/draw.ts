/** One digit: a font, an affine map, soft edges, stroke contrast and noise, all drawn from the seed and the sample's number. */
import { fillNormal, fillUniform } from '../../../random/philox.ts';
import { glyphs } from './glyphs.ts';
import { commandsOf, fill, move, type Outline, outlineOf } from './outline.ts';

export const DIGITS = 10;

/** Height of a digit, as a share of the image's shorter side. */
const HEIGHT = [0.5, 0.79] as const;
/** Width against the font's own. */
const STRETCH = [0.75, 1.2] as const;
/** Degrees turned, at most. */
const TURN = 18;
/** How far the top leans over the bottom, as a share of the height. */
const SHEAR = 0.2;
/** How far the centre moves, as a share of the shorter side. */
const SHIFT = 0.09;
/** Grey of the strokes and of what they stand on. */
const INK = [0.7, 1] as const;
const PAPER = [0, 0.2] as const;

export interface DigitOptions {
  readonly height: number;
  readonly width: number;
  /** Standard deviation, in pixel values. */
  readonly noise: number;
  readonly seed: number;
}

/** By face and digit, centred on the origin and one high. */
const outlines = new Map<string, Outline>();

function outlineFor(face: number, digit: number): Outline {
  const path = glyphs[face][digit];
  const known = outlines.get(path);
  if (known !== undefined) return known;
  const made = move(outlineOf(commandsOf(path)), [1 / 1000, 0, 0, 1 / 1000, 0, 0]);
  outlines.set(path, made);
  return made;
}

const between = ([low, high]: readonly [number, number], share: number): number => low + (high - low) * share;

/** The class of a digit: known without drawing it. */
export const digitAt = (index: number, seed: number): number => Math.floor(sample(index, seed)[0] * DIGITS);

const sample = (index: number, seed: number): Float64Array =>
  fillUniform(new Float64Array(10), { seed, purpose: 'data', index });

/** Grey pixels, row by row. */
export function drawDigit(index: number, { height, width, noise, seed }: DigitOptions): Uint8Array {
  const random = sample(index, seed);
  const [digit, face, tall, wide, turned, leaning, across, down, dark, light] = random;
  const side = Math.min(height, width);
  const high = side * between(HEIGHT, tall);
  const broad = high * between(STRETCH, wide);
  const angle = (between([-TURN, TURN], turned) * Math.PI) / 180;
  const shear = between([-SHEAR, SHEAR], leaning);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const outline = outlineFor(Math.floor(face * glyphs.length), Math.floor(digit * DIGITS));
  const placed = move(outline, [
    broad * cos,
    high * (shear * cos - sin),
    broad * sin,
    high * (shear * sin + cos),
    width / 2 + side * between([-SHIFT, SHIFT], across),
    height / 2 + side * between([-SHIFT, SHIFT], down),
  ]);
  const grain = fillNormal(new Float32Array(height * width), { seed, purpose: 'data', index, time: 1 });
  const ink = between(INK, dark);
  const paper = between(PAPER, light);
  return Uint8Array.from(fill(placed, height, width), (covered, i) => {
    const value = 255 * (paper + (ink - paper) * Math.min(1, covered)) + noise * grain[i];
    return Math.round(Math.min(255, Math.max(0, value)));
  });
}
