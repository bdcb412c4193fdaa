/** A call of a layer of the catalog: arguments, shape rule, id, what is said of it. */
import type { BuiltLayer, LayerRequest } from '../../../model/build.ts';
import type { Value } from '../../../model/catalog/arguments.ts';
import type { Fault } from '../../../model/catalog/fault.ts';
import type { GraphLayer } from '../../../model/graph.ts';
import { isLayerName, type LayerName, layerSpec } from '../../../model/layers/index.ts';
import { elements, formatShape, type Shape } from '../../../model/shape.ts';
import type { Instantiation, LayerInstance, Range } from '../analysis.ts';
import type { Argument, CallExpression, Name } from '../syntax/tree.ts';
import { bind } from './bind.ts';
import type { Evaluation } from './evaluation.ts';
import { type CallSite, quickFix } from './fixes.ts';
import type { Station } from './flow.ts';
import { flowingArguments } from './flowing.ts';
import type { Frame } from './frame.ts';
import { inputStatement } from './input.ts';
import type { LayerId } from './naming.ts';
import { isUnknownFlow, type Tensor, unknownTensor } from './values.ts';

type Flow = readonly Tensor[] | null;

export function callLayer(
  call: CallExpression,
  flow: Flow,
  station: Station,
  frame: Frame,
  evaluation: Evaluation,
): Flow {
  const { callee } = call;
  // Said where names are resolved. Nobody knows what comes out of it, so nothing behind it is wrong for that.
  if (!isLayerName(callee.text) || layerSpec(callee.text).internal === true) {
    evaluation.builder.markUnknown();
    return [unknownTensor];
  }
  const spec = layerSpec(callee.text);
  const flowing = callee.text === 'input' ? null : flowingArguments(call, spec.args, station.chained, frame);
  if (flowing !== null) return callLayer(flowing.call, flowing.tensors, station, frame, evaluation);
  const { args } = call;
  const bound = bind(spec, callee, argumentsOf(call), evaluation.around(frame, flow));
  const { text } = frame.environment.file;
  const { statement, chained } = station;
  const site: CallSite = { text, callee, args, call, given: bound.given, statement, chained, branches: noBranches };
  if (callee.text === 'input') return inputStatement(site, bound.values, frame, evaluation);
  const inputs = incoming(callee.text, spec.arity, flow, site, frame);
  const id = idOf(callee.text, call, station.names[0] ?? null, frame);
  const addition = { layer: callee.text, id, site, values: bound.values, inputs, tensors: bound.tensors };
  const outputs = addLayer(addition, frame, evaluation);
  return spec.carries === 'first' && station.bound < 2 ? (outputs?.slice(0, 1) ?? null) : outputs;
}

const noBranches: CallSite['branches'] = [];
const none: readonly Argument[] = [];

/** The argument that gives a layer or block its id; an input's name is an argument like others. */
export const idArgument = ({ callee, args }: Pick<CallExpression, 'callee' | 'args'>): Argument | undefined =>
  callee.text === 'input' ? undefined : args?.find((argument) => argument.name?.text === 'name');

/** What a layer is given but its id. */
export function argumentsOf(call: Pick<CallExpression, 'callee' | 'args'>): readonly Argument[] {
  const args = call.args ?? none;
  const id = idArgument(call);
  return id === undefined ? args : args.filter((argument) => argument.name?.text !== 'name');
}

/** What flows into a layer, as many tensors as it takes. */
export function incoming(
  layer: string,
  arity: number | 'many',
  flow: Flow,
  { callee }: { readonly callee: Range },
  { reporter }: Frame,
): readonly Tensor[] {
  if (arity === 0) return [];
  if (flow === null) {
    const message = `${layer} has nothing to continue from; start with an input or a name: image -> ${layer}.`;
    reporter.say('nothing-to-continue-from', callee, message);
    return [unknownTensor];
  }
  const count = flow.length;
  const wanted = arity === 'many' ? 'several tensors' : arity === 1 ? 'one tensor' : `${arity} tensors`;
  const fits = arity === 'many' ? count > 0 : count === arity;
  if (fits) return flow;
  if (isUnknownFlow(flow)) return new Array<Tensor>(Number(arity)).fill(unknownTensor);
  const way = count > 1 ? 'join them first, for example with concat or add' : `write [a, b] -> ${layer}`;
  const message = `${layer} takes ${wanted}; ${count} flow${count === 1 ? 's' : ''} in here: ${way}.`;
  reporter.say('wrong-number-of-inputs', callee, message);
  return [unknownTensor];
}

/** `name="…"`, the bound name, else the kind and its ordinal. */
export function idOf(
  layer: string,
  call: Pick<CallExpression, 'callee' | 'args'>,
  name: Name | null,
  frame: Frame,
): LayerId {
  const override = idArgument(call)?.value;
  const text = override?.kind === 'string' && override.value !== '' ? override.value : null;
  if (override !== undefined && text === null && override.kind !== 'error')
    frame.reporter.say('wrong-type', override, 'name takes a text in quotation marks.');
  const id = frame.naming.layer(layer, text ?? name?.text ?? null);
  if (id.taken && text !== null && override !== undefined)
    frame.reporter.say('name-given-twice', override, `There is a layer ${text} already; an id is given once.`);
  if (id.taken && text === null && name !== null && !isSaid(name, frame)) {
    const message = `There is a layer ${frame.naming.prefix}${name.text} already, so this one is ${id.id}: its weights would change places with an edit. Give it another name.`;
    frame.reporter.say('id-given-twice', name, message, { severity: 'warning' });
  }
  return id;
}

/** A name given twice in one scope is said where names are resolved. */
const isSaid = (name: Name, { reporter, environment }: Frame): boolean =>
  environment.own().has(name.text) || reporter.hasErrorsIn(name);

export interface LayerAddition {
  readonly layer: LayerName;
  readonly id: LayerId;
  readonly site: CallSite;
  readonly kind?: 'layer' | 'join';
  readonly values: Readonly<Record<string, Value>>;
  readonly inputs: readonly Tensor[];
  readonly tensors?: ReadonlyMap<string, Tensor>;
}

/** Adds a layer to the graph and says what its shape rule says. */
export function addLayer(addition: LayerAddition, frame: Frame, evaluation: Evaluation): Flow {
  const { layer, id, site, values, inputs } = addition;
  if (!evaluation.mayAdd(frame, site.callee, id.id)) return [unknownTensor];
  const { builder } = evaluation;
  const { file, line, column } = evaluation.place(frame, site.call);
  const { tensors } = addition;
  const request: { -readonly [K in keyof LayerRequest]: LayerRequest[K] } = {
    id: id.id,
    layer,
    args: values,
    inputs: inputs.map(({ reference }) => reference ?? UNKNOWN),
    source: { file, line, column, calls: frame.calls },
  };
  if (id.sharedWith !== undefined) request.sharedWith = id.sharedWith;
  if (frame.recurrence !== null) request.recurrence = frame.recurrence;
  if (tensors !== undefined && tensors.size > 0)
    request.tensors = Object.fromEntries([...tensors].map(([name, { reference }]) => [name, reference ?? UNKNOWN]));
  const built = builder.add(request);
  evaluation.options.budget.spendParts(built.outputs.length, built.entry.weights.length);
  sayFaults(built.faults, site, frame, evaluation);
  sayUncountable(built, site, frame);
  if (built.mismatch !== null) saySharing(built.mismatch, site, frame);
  if (evaluation.isRecorded(frame)) {
    const shapes = inputs.map((tensor) => evaluation.shapeOfTensor(tensor));
    const instance = new BuiltInstance(built, shapes, frame.run?.instance ?? null);
    evaluation.options.recorder.layer(addition.kind ?? 'layer', site.call, site.callee, instance);
  }
  return built.outputs.map((reference) => ({ kind: 'tensor', reference }));
}

/** Beyond 2⁵³ numbers are no longer counted exactly. */
function sayUncountable({ entry: { layer, params, macs }, output }: BuiltLayer, site: CallSite, frame: Frame): void {
  const most = Number.MAX_SAFE_INTEGER;
  const numbers = elements(output) ?? 0;
  if (numbers <= most && (params ?? 0) <= most && (macs ?? 0) <= most) return;
  const what =
    numbers > most
      ? 'gives more than 2⁵³ numbers'
      : `takes more than 2⁵³ ${(params ?? 0) > most ? 'parameters' : 'multiplications'}`;
  frame.reporter.say('number-too-large', site.callee, `${layer} ${what}, beyond what is counted exactly.`);
}

/** A class, so that words are made for who reads them without a closure for each layer. */
class BuiltInstance implements LayerInstance {
  readonly entry: GraphLayer;
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  readonly instantiation: Instantiation | null;
  readonly #built: BuiltLayer;

  constructor(built: BuiltLayer, inputs: readonly (Shape | null)[], instantiation: Instantiation | null) {
    this.entry = built.entry;
    this.inputs = inputs;
    this.output = built.output;
    this.instantiation = instantiation;
    this.#built = built;
  }

  get arithmetic(): readonly string[] {
    return this.#built.arithmetic;
  }
}

/** A reference that no layer has: its shape is not known. */
export const UNKNOWN = '?';

function sayFaults(faults: readonly Fault[], site: CallSite, frame: Frame, evaluation: Evaluation): void {
  for (const { code, severity, message, argument, input, fixes } of faults) {
    const culprit = input === undefined ? undefined : site.branches[input];
    const at = (argument === undefined ? undefined : site.given.get(argument)) ?? site.callee;
    const related = site.branches.map(({ start, end, shape }) => ({ start, end, message: formatShape(shape) }));
    const lines = culprit === undefined ? message : withLines(message, site, frame, evaluation);
    const mending = fixes.flatMap((fix) => quickFix(fix, site) ?? []);
    frame.reporter.say(code, at, lines, { severity, fixes: mending, related: culprit === undefined ? [] : related });
  }
}

/** Puts the line of each branch behind its shape: `28×28×256 (line 12)`. */
function withLines(message: string, site: CallSite, frame: Frame, evaluation: Evaluation): string {
  let from = 0;
  let text = message;
  for (const branch of site.branches) {
    const shape = formatShape(branch.shape);
    const at = text.indexOf(shape, from);
    if (at < 0) continue;
    const end = at + shape.length;
    const { line } = evaluation.place(frame, branch);
    text = `${text.slice(0, end)} (line ${line})${text.slice(end)}`;
    from = end;
  }
  return text;
}

function saySharing(
  { name, has, needs }: { readonly name: string; readonly has: string; readonly needs: string },
  site: CallSite,
  { reporter }: Frame,
): void {
  const message = `${name} is shared: its first use made it ${has}, here it would have to be ${needs}. Shared layers need inputs with the same channels.`;
  reporter.say('shared-weights-differ', site.callee, message);
}
