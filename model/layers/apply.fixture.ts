/** Applies a layer of the catalog to shapes, and its fixes to the call, for tests of shape rules. */
import { type Argument, defaults, type PartialArgumentValues, resolve, type Value } from '../catalog/arguments.ts';
import type { Fix } from '../catalog/fault.ts';
import type { Shape } from '../shape.ts';
import { type LayerName, layerSpec } from './index.ts';
import { arithmeticOf, type Inferred, type Origin } from './spec.ts';

export type Given = Readonly<Record<string, Value>>;

export interface Applied {
  readonly layer: LayerName;
  readonly input: Shape | null;
  readonly given?: Given;
  readonly tensors?: Readonly<Record<string, Shape | null>>;
  readonly origins?: Readonly<Record<string, Origin>>;
}

/** The layer on one input, arguments as the language reads them: a lone number is square. */
export function apply({ layer, input, given = {}, tensors = {}, origins = {} }: Applied): Inferred {
  const spec = layerSpec(layer);
  const read = Object.entries(given).map(([name, value]) => [name, asArgument(spec.args[name]!, value)]);
  const references = Object.fromEntries(Object.keys(tensors).map((name) => [name, name]));
  const args = resolve({ ...(defaults(spec.args) as Given), ...Object.fromEntries(read), ...references });
  const inferred = spec.infer({
    inputs: [input],
    args: args as PartialArgumentValues<typeof spec.args>,
    tensors,
    origins,
  });
  return { ...inferred, arithmetic: arithmeticOf(inferred) };
}

const counts: Readonly<Record<string, number>> = { size: 2, size3: 3, padding: 4, padding1: 2, padding3: 6 };

/** A lone number for all axes or sides, a number an axis for both its sides. */
function asArgument({ kind }: Argument, value: Value): Value {
  const count = counts[kind];
  if (count === undefined || value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return Array.from({ length: count }, () => value);
  const values = value as readonly number[];
  return kind.startsWith('padding') && values.length === count / 2 && count > 2
    ? values.flatMap((n) => [n, n])
    : values;
}

/** `4`, `1x5`, `(0, 3)`, `ceil` as values. */
function parse(text: string): Value {
  if (/^-?[\d.]+$/.test(text)) return Number(text);
  if (/^\d+(x\d+)+$/.test(text)) return text.split('x').map(Number);
  if (text.startsWith('(')) return text.slice(1, -1).split(',').map(Number);
  return text;
}

/** The call once a fix is applied to it. */
export function fixed(call: Applied, fix: Fix): Applied {
  if (fix.kind === 'set') return { ...call, given: { ...call.given, [fix.argument]: parse(fix.value) } };
  if (fix.kind === 'insert') {
    const [, name, first] = /^(\w+)(?:\((\d+), 1x1\))?$/.exec(fix.statement) ?? [];
    const spec = layerSpec(name as LayerName);
    const given = first === undefined ? {} : { [Object.keys(spec.args)[0]!]: Number(first), kernel: 1 };
    return { ...call, input: apply({ layer: name as LayerName, input: call.input, given }).output };
  }
  if (fix.kind !== 'rename') throw new Error(`No test carries out ${fix.title}`);
  const changed = Object.entries(fix.arguments ?? {}).map(([name, value]) => [name, parse(value)]);
  return { ...call, layer: fix.callee as LayerName, given: { ...call.given, ...Object.fromEntries(changed) } };
}

/** Every fix leaves no fault, and its title ends with the shape that comes out, where it names one. */
export function assertFixesMend(call: Applied, describe: (shape: Shape | null) => string): number {
  const fixes = (apply(call).faults ?? []).flatMap((fault) => fault.fixes);
  for (const fix of fixes) {
    const { faults = [], output } = apply(fixed(call, fix));
    const [, shape] = fix.title.split(' ⟶ ');
    const [left] = faults;
    if (left !== undefined) throw new Error(`${fix.title} leaves: ${left.message}`);
    if (shape !== undefined && shape !== describe(output)) throw new Error(`${fix.title} gives ${describe(output)}`);
  }
  return fixes.length;
}
