/** Groups split the channels and the filters evenly, or there is no such convolution. */
import type { Fault, Fix } from '../../catalog/fault.ts';
import type { Extent, Shape } from '../../shape.ts';
import { resultText } from '../expect.ts';
import { listed } from '../window/words.ts';

export interface GroupsQuestion {
  readonly layer: string;
  readonly channels: Extent;
  readonly filters: Extent;
  readonly groups: Extent;
  /** The whole output for a number of filters. */
  readonly outputOf: (filters: Extent) => Shape;
}

const divides = (divisor: number, value: Extent) => value === null || value % divisor === 0;

const quotient = (value: number, divisor: number) => `${value}/${divisor} = ${(value / divisor).toFixed(2)}`;

export function groupFaults({ layer, channels, filters, groups, outputOf }: GroupsQuestion): Fault[] {
  // Where no channels flow in there is nothing to split, and what made them none is said.
  if (
    groups === null ||
    groups < 1 ||
    channels === 0 ||
    filters === 0 ||
    (divides(groups, channels) && divides(groups, filters))
  )
    return [];
  const fitting = divisors(channels, filters);
  const set = (argument: string, value: number, output: Shape): Fix => ({
    kind: 'set',
    title: `Set ${argument}=${value} ⟶ ${resultText(output)}`,
    argument,
    value: `${value}`,
  });
  const groupFixes = fitting.map((value) => set('groups', value, outputOf(filters)));
  const words = `groups=${listed(nearest(fitting, groups))}`;
  const base = { code: 'groups-do-not-divide', severity: 'error' as const };
  if (channels !== null && !divides(groups, channels)) {
    const message = `${layer}: ${groups} groups do not divide ${channels} input channels: ${quotient(channels, groups)}. ${words} would fit.`;
    return [{ ...base, argument: 'groups', message, fixes: groupFixes }];
  }
  const below = Math.floor(filters! / groups) * groups;
  const rounded = [below, below + groups].filter((value) => value > 0);
  const fixes = [...rounded.map((value) => set('filters', value, outputOf(value))), ...groupFixes];
  const message = `${layer}: ${groups} groups do not divide ${filters} filters: ${quotient(filters!, groups)}. filters=${listed(rounded)} would fit, as ${fitting.length > 1 ? 'do' : 'does'} ${words}.`;
  return [{ ...base, argument: 'filters', message, fixes }];
}

/** Channels of real layers have no divisor beyond it whose pair is larger. */
const MOST_TRIED = 10_000;

/** What divides both, in order. */
function divisors(channels: Extent, filters: Extent): number[] {
  const whole = channels ?? filters ?? 0;
  const found = new Set<number>();
  // Divisors come in pairs, one of each no larger than the root.
  for (let n = 1; n <= Math.min(Math.sqrt(whole), MOST_TRIED); n++) if (whole % n === 0) found.add(n).add(whole / n);
  return [...found].filter((n) => divides(n, filters)).sort((a, b) => a - b);
}

/** At most six values, those around `wanted`. */
function nearest(values: readonly number[], wanted: number): readonly number[] {
  const at = values.filter((value) => value < wanted).length;
  const from = Math.max(0, Math.min(at - 3, values.length - 6));
  return values.slice(from, from + 6);
}
