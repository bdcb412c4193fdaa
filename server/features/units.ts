/** Numbers as the editor shows them. */
import type { Extent } from '../../model/shape.ts';

const steps = ['', ' k', ' M', ' G', ' T'] as const;

/** `61,706`; from a million on `6.13 M`. */
export function count(value: Extent): string {
  if (value === null) return '?';
  if (value < 1e6) return value.toLocaleString('en-US');
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(value) / 3));
  return `${(value / 1000 ** step).toFixed(2)}${steps[step]}`;
}

/** `61.7 KiB`. */
export function bytes(value: Extent): string {
  if (value === null) return '?';
  const step = value < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(value) / 10));
  return `${(value / 1024 ** step).toFixed(step === 0 ? 0 : 1)} ${['B', 'KiB', 'MiB', 'GiB'][step]}`;
}
