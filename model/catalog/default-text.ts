/** Defaults as they would be written, for signatures and the reference page. */
import type { Argument, Call, Value } from './arguments.ts';

/** What stands for an argument that may be left out and has no value then. */
export const LEFT_OUT = '…';

/** The default as it would be written; `null` where the argument must be given. */
export function defaultText(argument: Argument): string | null {
  const { kind, default: value } = argument;
  if (value === undefined) return kind === 'tensor' && argument.required !== true ? LEFT_OUT : null;
  if (typeof value === 'object' && value !== null && 'sameAs' in value) return String(value.sameAs);
  switch (kind) {
    case 'list':
      return listText(argument.default ?? []);
    case 'size':
    case 'size3':
      return sidesText(value, (sides) => sides.join('x'));
    case 'padding':
    case 'padding1':
    case 'padding3':
      return sidesText(value, (sides) => `(${sides.join(', ')})`);
    case 'string':
      return JSON.stringify(value);
    case 'name':
      return value === '' ? LEFT_OUT : String(value);
    default:
      return valueText(value as Value);
  }
}

/** `1` where all sides are alike; a rule by its name. */
function sidesText(value: unknown, write: (sides: readonly unknown[]) => string): string {
  if (!Array.isArray(value)) return String(value);
  return value.every((side) => side === value[0]) ? String(value[0]) : write(value);
}

const listText = (values: readonly Value[]): string => `[${values.map(valueText).join(', ')}]`;

function valueText(value: Value): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  if (Array.isArray(value)) return listText(value);
  return isCall(value) ? callText(value) : String(value);
}

const isCall = (value: Value): value is Call =>
  typeof value === 'object' && value !== null && 'name' in value && 'args' in value;

function callText({ name, args }: Call): string {
  const parts = Object.entries(args).map(([key, value]) => `${key}=${valueText(value)}`);
  return `${name}(${parts.join(', ')})`;
}
