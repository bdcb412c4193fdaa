/** Sides in numbers: what `same` and `valid` mean only a window can say. */
import type { Fault } from '../../catalog/fault.ts';

export function ruleFault(layer: string, rule: string): Fault {
  const message = `${layer} has no window that ${rule} could speak of; say how many rows and columns.`;
  return { code: 'sides-not-numbers', severity: 'error', argument: 'sides', message, fixes: [] };
}
