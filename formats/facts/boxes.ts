/** Boxes of labels against the images they are drawn on. */
import { type DataProblem, problem } from './facts.ts';

export interface LabelBox {
  /** In words: `annotation 5 of 0001.jpg`. */
  readonly what: string;
  /** In pixels; right and bottom are where the box ends. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
  readonly width: number;
}

/** Boxes are rounded: half a pixel is no fault. */
const TOLERANCE = 0.5;

/** The first that lies outside, or has no area, with the arithmetic. */
export function boxProblems(boxes: readonly LabelBox[], argument: string): readonly DataProblem[] {
  const faults = boxes.flatMap((box) => {
    const fault = outside(box);
    return fault === null ? [] : [`${box.what}: ${fault}`];
  });
  const [first] = faults;
  if (first === undefined) return [];
  const share = `${faults.length} of ${boxes.length} boxes`;
  const message = `${share} ${faults.length === 1 ? 'does' : 'do'} not lie within the image. ${first}`;
  return [problem('box-outside-image', argument, message)];
}

const short = (value: number): string => String(Math.round(value * 100) / 100).replace('-', '−');

function outside({ left, top, right, bottom, height, width }: LabelBox): string | null {
  if (left < -TOLERANCE) return `it starts ${short(-left)} pixels left of the image.`;
  if (top < -TOLERANCE) return `it starts ${short(-top)} pixels above the image.`;
  if (right > width + TOLERANCE)
    return `it ends at ${short(left)} + ${short(right - left)} = ${short(right)}, the image at ${width}.`;
  if (bottom > height + TOLERANCE)
    return `it ends at ${short(top)} + ${short(bottom - top)} = ${short(bottom)}, the image at ${height}.`;
  if (!(right > left && bottom > top)) return `it has a size of ${short(right - left)}×${short(bottom - top)}.`;
  return null;
}
