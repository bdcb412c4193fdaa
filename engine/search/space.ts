/** What a search tries: the whole grid of choices where it fits into the trials, else points drawn at random. */
import type { Runs } from '../coverage.ts';
import { fillUniform } from '../random/philox.ts';

/** What is varied, by the path of the language, and what its values are. */
export type Variable = { readonly path: string } & (
  | { readonly from: Extract<Runs<'distribution'>, 'choice'>; readonly values: readonly string[] }
  | { readonly from: Exclude<Runs<'distribution'>, 'choice'>; readonly low: number; readonly high: number }
);

/** Values by path, as the model file would have them. */
export type Values = Readonly<Record<string, string>>;

export type Method = 'grid' | 'random';

/** As many digits as a person would write; a draw is not to be read as more exact than it is. */
const DIGITS = 4;

/** Points that are drawn in vain, because they were drawn before, until a small space is taken to have no more. */
const IN_VAIN = 1000;

/** Of a place in [0, 1). */
function valueAt(variable: Variable, place: number): string {
  switch (variable.from) {
    case 'choice':
      return variable.values[Math.floor(place * variable.values.length)];
    case 'integers':
      return `${variable.low + Math.floor(place * (variable.high - variable.low + 1))}`;
    case 'uniform':
      return rounded(variable, variable.low + place * (variable.high - variable.low));
    case 'log':
      return rounded(variable, variable.low * (variable.high / variable.low) ** place);
  }
}

/** Within the bounds, which rounding could leave. */
const rounded = ({ low, high }: { readonly low: number; readonly high: number }, value: number): string =>
  `${Math.min(high, Math.max(low, Number(value.toPrecision(DIGITS))))}`;

/** The grid where all is chosen from lists whose product is at most `trials`. */
export function methodOf(space: readonly Variable[], trials: number): Method {
  const points = space.reduce((product, each) => product * (each.from === 'choice' ? each.values.length : Infinity), 1);
  return points <= trials ? 'grid' : 'random';
}

/** Every combination; the last variable changes first. */
export const grid = (space: readonly Variable[]): readonly Values[] =>
  space.reduce<readonly Values[]>(
    (points, each) =>
      points.flatMap((point) =>
        (each.from === 'choice' ? each.values : []).map((value) => ({ ...point, [each.path]: value })),
      ),
    [{}],
  );

/** Distinct points, each a function of the seed and its number: more trials begin with the same ones. Fewer where there are no more. */
export function draws(space: readonly Variable[], trials: number, seed: number): readonly Values[] {
  const found = new Map<string, Values>();
  for (let time = 0, vain = 0; found.size < trials && vain < IN_VAIN; time++) {
    const places = space.map(
      (_, index) => fillUniform(new Float64Array(1), { seed, purpose: 'search', time, index })[0],
    );
    const values = Object.fromEntries(space.map((each, i) => [each.path, valueAt(each, places[i])]));
    const key = JSON.stringify(values);
    if (found.has(key)) vain++;
    else {
      found.set(key, values);
      vain = 0;
    }
  }
  return [...found.values()];
}

export const pointsOf = (
  space: readonly Variable[],
  method: Method,
  trials: number,
  seed: number,
): readonly Values[] => (method === 'grid' ? grid(space) : draws(space, trials, seed));
