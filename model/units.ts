/** Numbers for people; the editor and the command line say the same. */
import { type Extent, product } from './shape.ts';

const steps = ['', ' k', ' M', ' G', ' T'] as const;
const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `61,706`; from a million on `6.13 M`. */
export function count(value: Extent): string {
  if (value === null) return '?';
  if (value < 1e6) return value.toLocaleString('en-US');
  const { scaled, step } = scale(value, 1000, 2, steps.length);
  return `${scaled}${steps[step]}`;
}

/** `61.7 KiB`. */
export function bytes(value: Extent): string {
  if (value === null) return '?';
  if (value < 1024) return `${value} B`;
  const { scaled, step } = scale(value, 1024, 1, sizes.length);
  return `${scaled} ${sizes[step]}`;
}

/** The bytes of one float32 tensor. */
export function tensorBytes(extents: readonly Extent[] | null): string {
  const elements = extents === null ? null : product(extents);
  return bytes(elements === null ? null : 4 * elements);
}

/** The first step whose digits, once rounded, stay below the base. */
function scale(value: number, base: number, digits: number, length: number): { scaled: string; step: number } {
  for (let step = 0; ; step++) {
    const scaled = (value / base ** step).toFixed(digits);
    if (Number(scaled) < base || step === length - 1) return { scaled, step };
  }
}
