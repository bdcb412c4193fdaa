/**
 * How far to go along a direction: until the strong Wolfe conditions hold (Nocedal and Wright, Numerical optimization,
 * algorithms 3.5 and 3.6), step by step as PyTorch's L-BFGS does it.
 */
import { dot, largest } from './vectors.ts';

/** The loss at a point, and its gradient there. */
export interface Found {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** A step of a length along the direction. */
export interface Tried extends Found {
  readonly length: number;
  /** Of the loss along the direction. */
  readonly slope: number;
}

export interface LineSearch {
  readonly direction: Float64Array;
  /** Where it starts, at length 0. */
  readonly start: Tried;
  /** The first length that is tried. */
  readonly first: number;
  readonly at: (length: number) => Promise<Found>;
}

/** Sufficient decrease, and how flat the slope has to be against that of the start. */
const C1 = 1e-4;
const C2 = 0.9;
/** Steps that move no weight further do not count. */
const SMALLEST = 1e-9;
const MOST_TRIES = 25;

export async function strongWolfe({
  direction,
  start,
  first,
  at,
}: LineSearch): Promise<{ readonly found: Tried; readonly evaluations: number }> {
  let evaluations = 0;
  const attempt = async (length: number): Promise<Tried> => {
    evaluations++;
    const { loss, gradient } = await at(length);
    return {
      length,
      loss: Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY,
      gradient,
      slope: dot(gradient, direction),
    };
  };
  const tooHigh = ({ length, loss }: Tried) => loss > start.loss + C1 * length * start.slope;
  const flat = ({ slope }: Tried) => Math.abs(slope) <= -C2 * start.slope;

  let tries = 0;
  let before = start;
  let now = await attempt(first);
  let bracket: [Tried, Tried] | null = null;
  while (tries < MOST_TRIES) {
    if (tooHigh(now) || (tries > 1 && now.loss >= before.loss)) {
      bracket = [before, now];
      break;
    }
    if (flat(now)) return { found: now, evaluations };
    if (now.slope >= 0) {
      bracket = [before, now];
      break;
    }
    const low = now.length + 0.01 * (now.length - before.length);
    const length = lowestOfCubic(before, now, [low, now.length * 10]);
    before = now;
    now = await attempt(length);
    tries++;
  }
  bracket ??= [start, now];

  const size = largest(direction);
  let [low, high] = bracket[0].loss <= bracket[1].loss ? bracket : [bracket[1], bracket[0]];
  let slow = false;
  while (tries < MOST_TRIES && Math.abs(high.length - low.length) * size >= SMALLEST) {
    const ends = [Math.min(low.length, high.length), Math.max(low.length, high.length)] as const;
    let length = lowestOfCubic(low, high, ends);
    const margin = 0.1 * (ends[1] - ends[0]);
    if (Math.min(ends[1] - length, length - ends[0]) >= margin) slow = false;
    else if (slow || length >= ends[1] || length <= ends[0]) {
      // Twice near an end, or at it: away from it.
      length = Math.abs(length - ends[1]) < Math.abs(length - ends[0]) ? ends[1] - margin : ends[0] + margin;
      slow = false;
    } else slow = true;
    const next = await attempt(length);
    tries++;
    if (tooHigh(next) || next.loss >= low.loss) {
      high = next;
      if (high.loss < low.loss) [low, high] = [high, low];
      continue;
    }
    if (flat(next)) return { found: next, evaluations };
    if (next.slope * (high.length - low.length) >= 0) high = low;
    low = next;
  }
  return { found: low, evaluations };
}

/** The lowest point of the cubic through two points with their slopes, within bounds; the middle where it has none. */
function lowestOfCubic(a: Tried, b: Tried, [low, high]: readonly [number, number]): number {
  const [left, right] = a.length <= b.length ? [a, b] : [b, a];
  const bend = left.slope + right.slope - (3 * (left.loss - right.loss)) / (left.length - right.length);
  const root = Math.sqrt(bend * bend - left.slope * right.slope);
  const share = (right.slope + root - bend) / (right.slope - left.slope + 2 * root);
  const lowest = right.length - (right.length - left.length) * share;
  return Number.isFinite(lowest) ? Math.min(Math.max(lowest, low), high) : (low + high) / 2;
}
