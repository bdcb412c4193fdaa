/** What layers that drop share: the probability, and what they say when everything is dropped. */
import { float } from '../../catalog/arguments.ts';
import type { Fault } from '../../catalog/fault.ts';

export const probability = (doc: string) => float(doc, { min: 0, max: 1, default: 0.5 });

/** The warning of a layer that drops everything. */
export function dropsAll(layer: string, p: number | null): readonly Fault[] {
  if (p !== 1) return [];
  const message = `${layer} with p=1 drops everything: no signal and no gradient passes.`;
  return [{ code: 'dropout-drops-all', severity: 'warning', argument: 'p', message, fixes: [] }];
}
