/** A computed value as the type of an argument. */
import type { Argument as Description, Value } from '../../../model/catalog/arguments.ts';
import { image, type Shape, sequence, tokens, vector, volume } from '../../../model/shape.ts';
import { type Computed, isShapeCall } from './values.ts';

/** Why a value is not what the argument takes. */
export interface Refusal {
  readonly code: 'wrong-type' | 'out-of-range';
  readonly expected: string;
  readonly found?: string;
}

export const isRefusal = (value: Value | Refusal): value is Refusal =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'expected' in value;

const wrong = (expected: string): Refusal => ({ code: 'wrong-type', expected });

export function convert(description: Description, value: Computed): Value | Refusal {
  switch (description.kind) {
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? bounded(description, value) : wrong('an integer');
    case 'float':
      return typeof value === 'number' ? bounded(description, value) : wrong('a number');
    case 'bool':
      return typeof value === 'boolean' ? value : wrong('true or false');
    case 'string':
      return typeof value === 'string' ? value : wrong('a text in quotation marks');
    case 'enum':
    case 'name':
      return wrong('a name');
    case 'tensor':
      return wrong('a tensor by name');
    case 'call':
      return wrong(description.of.map((kind) => `a ${kind}`).join(' or '));
    case 'size':
      return sides(value, 2, description.min ?? 0, 'a size: 3x3, (rows, columns) or one integer');
    case 'size3':
      return sides(value, 3, description.min ?? 0, 'a size: 3x3x3, (depth, rows, columns) or one integer');
    case 'padding':
      return padding(value, 2, 'a number, (rows, columns), four sides, `same` or `valid`');
    case 'padding1':
      return padding(value, 1, 'a number, (before, after), `same` or `valid`');
    case 'padding3':
      return padding(value, 3, 'a number, (depth, rows, columns), six sides, `same` or `valid`');
    case 'shape':
      return shapeOf(value) ?? wrong('a shape: 32x32x3, one integer, tokens(64) or sequence(100, 13)');
    case 'list':
      return listOf(description, value);
    case 'any':
      return plain(value) ?? wrong('a value');
  }
}

/** Numbers, texts and lists of them; tensors and the like are no values to hand on. */
function plain(value: Computed): Value | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return undefined;
  const all = (value as readonly Computed[]).map(plain);
  return all.every((element) => element !== undefined) ? (all as Value[]) : undefined;
}

function listOf(description: Extract<Description, { kind: 'list' }>, value: Computed): Value | Refusal {
  if (!Array.isArray(value)) return wrong('a list: [1, 2]');
  const all: Value[] = [];
  for (const element of value as readonly Computed[]) {
    const converted = element === null ? null : convert(description.of, element);
    if (isRefusal(converted)) return { ...converted, expected: `a list of which each is ${converted.expected}` };
    all.push(converted);
  }
  return all;
}

const integers = (value: Computed): (number | null)[] | null =>
  Array.isArray(value) &&
  value.every((element) => element === null || (typeof element === 'number' && Number.isInteger(element)))
    ? (value as (number | null)[])
    : null;

const repeated = (value: Computed, count: number): readonly (number | null)[] | null =>
  typeof value === 'number' && Number.isInteger(value) ? new Array<number>(count).fill(value) : integers(value);

function sides(value: Computed, count: number, min: number, expected: string): Value | Refusal {
  const all = repeated(value, count);
  if (all === null || all.length !== count) return wrong(expected);
  return least(all, min);
}

/** One number for all, one for each axis (before and after alike), or both ends of each axis. */
function padding(value: Computed, axes: 1 | 2 | 3, expected: string): Value | Refusal {
  const all = repeated(value, 2 * axes);
  if (all === null) return wrong(expected);
  if (axes > 1 && all.length === axes)
    return least(
      all.flatMap((side) => [side, side]),
      0,
    );
  return all.length === 2 * axes ? least(all, 0) : wrong(expected);
}

function shapeOf(value: Computed): Shape | null {
  if (isShapeCall(value)) {
    const [first = null, second = null] = value.extents;
    if (!value.extents.every((extent) => extent === null || Number.isInteger(extent))) return null;
    return value.name === 'tokens' ? tokens(first) : sequence(first, second);
  }
  if (typeof value === 'number') return Number.isInteger(value) ? vector(value) : null;
  const extents = integers(value);
  const [a = null, b = null, c = null, d = null] = extents ?? [];
  switch (extents?.length) {
    case 1:
      return vector(a);
    case 2:
      // No sample by itself: whoever takes a shape says so.
      return { axes: ['height', 'width'], extents: [a, b] };
    case 3:
      return image(a, b, c);
    case 4:
      return volume(a, b, c, d);
    default:
      return null;
  }
}

function bounded(
  { min, max, ...rest }: Extract<Description, { kind: 'int' | 'float' }>,
  value: number,
): number | Refusal {
  const open = 'exclusive' in rest && rest.exclusive === true;
  const low = min === undefined || (open ? value > min : value >= min);
  const high = max === undefined || (open ? value < max : value <= max);
  if (low && high) return value;
  const bounds = [
    min === undefined ? '' : `${open ? 'more than' : 'at least'} ${min}`,
    max === undefined ? '' : `${open ? 'less than' : 'at most'} ${max}`,
  ];
  return { code: 'out-of-range', expected: bounds.filter((bound) => bound !== '').join(' and '), found: String(value) };
}

/** A side that is not known makes the whole unknown. */
function least(values: readonly (number | null)[], min: number): Value | Refusal {
  if (values.includes(null)) return null;
  const low = values.find((value) => value !== null && value < min);
  return low === undefined ? values : { code: 'out-of-range', expected: `at least ${min}`, found: String(low) };
}
