/** Numbers and times for people. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export const loss = (value: number): string =>
  value >= 100 ? value.toFixed(1) : value >= 0.01 || value === 0 ? value.toFixed(3) : value.toExponential(1);

/** As short as it can be said: for the ticks of an axis. */
export const tick = (value: number): string => String(Number(value.toPrecision(3)));

export const grouped = (value: number): string => value.toLocaleString('en-US');

/** `1:05`, `2:03:04`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
