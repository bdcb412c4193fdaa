/** One digit: a font, an affine map, soft edges, stroke contrast and noise, all drawn by the generator. */
import { fill, move, type Outline } from './outline.ts';
import type { Random } from './random.ts';

export const SIDE = 28;

/** Degrees turned, at most. */
const TURN = 18;
/** How far the top leans over the bottom, as a share of the height. */
const SHEAR = 0.2;
/** Pixels the centre moves, at most. */
const SHIFT = 2.5;

export function drawDigit(outline: Outline, random: Random): Uint8Array {
  const height = random.between(14, 22);
  const width = height * random.between(0.75, 1.2);
  const angle = (random.between(-TURN, TURN) * Math.PI) / 180;
  const shear = random.between(-SHEAR, SHEAR);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const centre = SIDE / 2;
  const placed = move(outline, [
    width * cos,
    height * (shear * cos - sin),
    width * sin,
    height * (shear * sin + cos),
    centre + random.between(-SHIFT, SHIFT),
    centre + random.between(-SHIFT, SHIFT),
  ]);
  const coverage = fill(placed, SIDE);
  const ink = random.between(0.7, 1);
  const paper = random.between(0, 0.2);
  const grain = random.between(0.02, 0.1);
  return Uint8Array.from(coverage, (covered) => {
    // The sum of three uniform numbers is near enough to a bell.
    const noise = (random.next() + random.next() + random.next() - 1.5) * 2 * grain;
    const value = paper + (ink - paper) * Math.min(1, covered) + noise;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  });
}
