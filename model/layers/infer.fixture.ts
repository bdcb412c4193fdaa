/** Calls of layers for tests of their shape rules: a layer by name, and a fix carried out as the editor would. */
import { type Argument, defaults, resolve, type Value } from '../catalog/arguments.ts';
import type { Fault, Fix } from '../catalog/fault.ts';
import { type Extent, image, product, type Shape, sequence, tokens, vector, volume } from '../shape.ts';
import { isLayerName, layerSpec } from './index.ts';
import { arithmeticOf, type InferContext, type Inferred, type LayerSpec } from './spec.ts';

export interface LayerCall {
  readonly layer: string;
  readonly inputs: readonly (Shape | null)[];
  readonly args?: Readonly<Record<string, Value>>;
  readonly tensors?: Readonly<Record<string, Shape | null>>;
}

function specOf(layer: string): LayerSpec {
  if (!isLayerName(layer)) throw new Error(`${layer} is no layer`);
  return layerSpec(layer);
}

function expectNoFaults({ faults = [] }: Inferred, what: string): void {
  if (faults.length > 0) throw new Error(`${what}: ${faults.map(({ message }) => message).join(' ')}`);
}

/** What a layer makes of the inputs, defaults filled in. */
export function inferCall({ layer, inputs, args = {}, tensors = {} }: LayerCall): Inferred {
  const spec = specOf(layer);
  for (const name of [...Object.keys(args), ...Object.keys(tensors)])
    if (!Object.hasOwn(spec.args, name)) throw new Error(`${layer} has no argument ${name}`);
  const inferred = spec.infer({
    inputs,
    args: resolve({ ...defaults(spec.args), ...args }) as InferContext<typeof spec.args>['args'],
    tensors,
  });
  return { ...inferred, arithmetic: arithmeticOf(inferred) };
}

/** Learned numbers; `null` while unknown. */
export function paramsOf({ weights = [] }: Inferred): Extent {
  let total = 0;
  for (const { role, shape } of weights) {
    const count = product(shape);
    if (count === null) return null;
    total += role === 'statistic' ? 0 : count;
  }
  return total;
}

/** The names of the weights with their shapes: `weight 10×20`. */
export const weightsOf = ({ weights = [] }: Inferred): readonly string[] =>
  weights.map(({ name, shape }) => `${name} ${shape.map((extent) => extent ?? '?').join('×')}`);

/** The only fault of a call. */
export function onlyFault(call: LayerCall): Fault {
  const { faults = [] } = inferCall(call);
  if (faults.length !== 1)
    throw new Error(`${faults.length} faults: ${faults.map(({ message }) => message).join(' ')}`);
  return faults[0]!;
}

/** Carries out every fix of the only fault, throws unless nothing is left to say, and returns the titles. */
export function fixTitles(call: LayerCall): readonly string[] {
  return onlyFault(call).fixes.map((fix) => {
    expectNoFaults(inferCall(applied(call, fix)), fix.title);
    return fix.title;
  });
}

/** The call with the fix carried out. */
export function applied(call: LayerCall, fix: Fix): LayerCall {
  switch (fix.kind) {
    case 'set': {
      const argument = specOf(call.layer).args[fix.argument]!;
      return { ...call, args: { ...call.args, [fix.argument]: readValue(argument, fix.value) } };
    }
    case 'rename':
      return { ...call, layer: fix.callee };
    case 'insert':
      return { ...call, inputs: call.inputs.with(0, through(call.inputs[0] ?? null, fix.statement)) };
    case 'extend':
      return {
        ...call,
        inputs: call.inputs.with(fix.input, through(call.inputs[fix.input] ?? null, fix.statement)),
      };
  }
}

/** The shape behind statements such as `conv(256, 1x1, stride=2, bias=false); batchnorm`, each of which must fit. */
function through(input: Shape | null, statements: string): Shape | null {
  return statements.split('; ').reduce((shape: Shape | null, statement) => {
    const [, layer = '', inside = ''] = /^(\w+)(?:\((.*)\))?$/.exec(statement) ?? [];
    const spec = specOf(layer);
    const given = inside === '' ? [] : inside.split(/, (?![^[(]*[\])])/);
    const args = given.map((text, i) => {
      const [, name = Object.keys(spec.args)[i]!, value = ''] = /^(?:(\w+)=)?(.*)$/.exec(text) ?? [];
      return [name, readValue(spec.args[name]!, value)];
    });
    const inferred = inferCall({ layer, inputs: [shape], args: Object.fromEntries(args) });
    expectNoFaults(inferred, statement);
    return inferred.output;
  }, input);
}

/** A value as written in the language, for an argument of this kind. */
function readValue(argument: Argument, text: string): Value {
  switch (argument.kind) {
    case 'int':
    case 'float':
      return Number(text);
    case 'bool':
      return text === 'true';
    case 'size': {
      const [height = 0, width = height] = text.split('x').map(Number);
      return [height, width];
    }
    case 'padding':
      return Array.from({ length: 4 }, () => Number(text));
    case 'list':
      return text
        .slice(1, -1)
        .split(/, (?![^[]*\])/)
        .map((item) => readValue(argument.of, item));
    case 'shape':
      return readShape(text);
    default:
      return text;
  }
}

function readShape(text: string): Shape {
  const extents = (text.match(/\d+|\?/g) ?? []).map((extent) => (extent === '?' ? null : Number(extent)));
  const [a = null, b = null, c = null, d = null] = extents;
  if (text.startsWith('tokens')) return tokens(a);
  if (text.startsWith('sequence')) return sequence(a, b);
  return extents.length === 1 ? vector(a) : extents.length === 3 ? image(a, b, c) : volume(a, b, c, d);
}
