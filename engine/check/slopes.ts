/**
 * An analytic slope against difference quotients (CS231n notes, Learning, "Gradient checks"). Where a function has a
 * corner no quotient is right; the analytic slope is excused there only if it is one that the corner admits.
 */

/** Above it something is wrong (the course: 1e-4 is okay for objectives with kinks, 1e-7 is happy). */
export const WRONG = 1e-4;
export const HAPPY = 1e-7;

/** Slopes to both sides that differ by more than this share of them are those of a corner, not of a curve. */
const CORNER = 1e-2;

/** How much closer a point that is not right is looked at: a curve straightens, and corners nearby stay behind. */
const CLOSER = 10;

export interface SlopeRequest {
  /** The function at this distance from the point. */
  objective(offset: number): Promise<number>;
  /** Its value at the point. */
  readonly here: number;
  readonly analytic: number;
  readonly step: number;
  /** Slopes below it are measured against it: what they lack is rounding. */
  readonly negligible: number;
}

export interface SlopeVerdict {
  /** A central difference. */
  readonly numeric: number;
  /** |numeric − analytic| relative to the larger of both; infinite where one is no number. */
  readonly error: number;
  /** The function has a corner here, and the analytic slope is that of one side or lies between both. */
  readonly kink: boolean;
}

export async function compareSlopes(request: SlopeRequest): Promise<SlopeVerdict> {
  const first = await quotients(request, request.step);
  if (first.error <= HAPPY) return { ...first, kink: false };
  const closer = await quotients(request, request.step / CLOSER);
  const { numeric, error } = closer.error < first.error ? closer : first;
  return { numeric, error, kink: error > HAPPY && isCorner(request, closer) };
}

interface Quotients {
  readonly numeric: number;
  readonly error: number;
  readonly left: number;
  readonly right: number;
}

async function quotients({ objective, here, analytic, negligible }: SlopeRequest, step: number): Promise<Quotients> {
  const above = await objective(step);
  const below = await objective(-step);
  const numeric = (above - below) / (2 * step);
  const scale = Math.max(Math.abs(numeric), Math.abs(analytic), negligible);
  const error = Math.abs(numeric - analytic) / scale;
  return {
    numeric,
    error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error,
    left: (here - below) / step,
    right: (above - here) / step,
  };
}

function isCorner({ analytic, negligible }: SlopeRequest, { left, right }: Quotients): boolean {
  const scale = Math.max(Math.abs(left), Math.abs(right), negligible);
  const slack = WRONG * scale;
  return (
    Math.abs(right - left) > CORNER * scale &&
    analytic >= Math.min(left, right) - slack &&
    analytic <= Math.max(left, right) + slack
  );
}
