/**
 * Times of many runs of one thing, and of what several rounds gave the best: other work on the machine only adds. They
 * are times of the clock: that of the processor moves in steps of 4 ms on some machines, as long as a keystroke.
 */

/** Milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

export function timed(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

/** The time below which this part of the times lies. */
function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** Of several rounds the lowest median and the lowest 99th percentile. */
export function best(rounds: number, round: () => readonly number[]): Times {
  const all = Array.from({ length: rounds }, round);
  const least = (part: number) => Math.min(...all.map((times) => quantile(times, part)));
  return { p50: least(0.5), p99: least(0.99) };
}
