/** A call of a block, a shared block or layer, or a model: the body runs with the parameters' values. */
import type { Extent } from '../../../model/shape.ts';
import type { Argument, CallExpression, Expression, ModelItem, Name } from '../syntax/tree.ts';
import { isOneCall } from './alone.ts';
import { cost } from './budget.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import { asCall, type Station } from './flow.ts';
import type { Frame, Run } from './frame.ts';
import { InstantiationDraft } from './instantiation.ts';
import { callLayer } from './layer-call.ts';
import type { Naming } from './naming.ts';
import { nearest, Reporter, renameFix } from './reporter.ts';
import { runBody } from './statements.ts';
import {
  type Computed,
  Environment,
  type FileScope,
  isTensor,
  type Shared,
  type Tensor,
  unknownTensor,
} from './values.ts';

type Flow = readonly Tensor[] | null;

interface Callee {
  readonly call: CallExpression;
  readonly item: ModelItem;
  readonly scope: FileScope;
}

export function callBlock(
  callee: Shared | Callee,
  value: Expression,
  flow: Flow,
  station: Station,
  frame: Frame,
  evaluation: Evaluation,
): Flow {
  const written = asCall(value);
  if (written === null) return flow;
  if ('item' in callee) {
    const named = station.names[0]?.text ?? nameArgument(callee.call) ?? null;
    const naming = frame.alone && named === null ? frame.naming : frame.naming.scope(callee.call.callee.text, named);
    return run(callee, callee.call.args ?? [], frame.environment, naming, flow, frame, evaluation);
  }
  return useShared(callee, written, flow, station, frame, evaluation);
}

function nameArgument({ args }: CallExpression): string | null {
  const value = args?.find((argument) => argument.name?.text === 'name')?.value;
  return value?.kind === 'string' ? value.value : null;
}

/** The first use makes the weights, every other runs with them. */
function useShared(
  shared: Shared,
  written: CallExpression,
  flow: Flow,
  station: Station,
  frame: Frame,
  evaluation: Evaluation,
): Flow {
  shared.uses++;
  const { id, owner, environment, callee } = shared;
  if ((written.args ?? []).length > 0) {
    const message = `${written.callee.text} has its arguments where it is declared: share ${written.callee.text} = ${callee}(…).`;
    frame.reporter.say('too-many-arguments', written.args?.[0] ?? written, message);
  }
  const refers = shared.uses > 1 || owner !== null;
  const naming = frame.naming.sharing(shared.uses === 1 ? id : `${id}@${shared.uses}`, owner ?? id, refers);
  const block = environment.file.callables.get(callee);
  const call: CallExpression = { ...written, args: shared.args };
  if (block !== undefined) return run({ call, ...block }, shared.args, environment, naming, flow, frame, evaluation);
  const layer: CallExpression = { ...call, callee: { ...written.callee, text: callee } };
  return callLayer(layer, flow, { ...station, names: [] }, { ...frame, naming: naming.asLayer() }, evaluation);
}

function run(
  { call, item, scope }: Callee,
  args: readonly Argument[],
  outer: Environment,
  naming: Naming,
  flow: Flow,
  frame: Frame,
  evaluation: Evaluation,
): Flow {
  const { callee } = call;
  const depth = (frame.run?.depth ?? 0) + 1;
  const { deepestCall } = evaluation.options.limits;
  if (depth > deepestCall) {
    const message = `${callee.text} is called ${deepestCall} blocks deep; a block that calls itself must end by an \`if\`.`;
    frame.reporter.say('recursion-too-deep', callee, message);
    return [unknownTensor];
  }
  if (!evaluation.mayRun(frame, callee, cost.block)) return [unknownTensor];
  const { start, end } = call;
  const at = { start, end, file: frame.environment.file.file };
  const caller = frame.run?.instance ?? null;
  const instance = new InstantiationDraft(item.name?.text ?? '', at, caller, evaluation.model);
  const self: Run = {
    item,
    instance,
    file: scope.file,
    callee: { start: callee.start, end: callee.end },
    caller: frame.run,
    callerReporter: frame.reporter,
    reporter: new Reporter(),
    depth,
  };
  evaluation.runs.push(self);
  const environment = new Environment(scope);
  const given = { args, from: { ...frame, environment: outer, current: flow } };
  const named = parameters(item, given, environment, self, evaluation);
  // Parameters lie outside of the body: they are no names inside of the call.
  const within = environment.inner();
  const inside: Frame = {
    environment: within,
    naming,
    reporter: self.reporter,
    run: self,
    calls: [...frame.calls, evaluation.place(frame, call)],
    recurrence: frame.recurrence,
    current: item.kind === 'model' ? null : flow,
    returned: null,
    states: null,
    isBlock: item.kind === 'block',
    inputs: { count: 0 },
    given: item.kind === 'model' ? { flowing: [...(flow ?? [])], named, names: [] } : null,
    alone: isOneCall(item.body, environment),
  };
  const before = evaluation.builder.totals();
  runBody(item.body, inside, evaluation);
  if (inside.given !== null) sayInputs(inside, flow, call, frame);
  const result = inside.returned ?? inside.current;
  const after = evaluation.builder.totals();
  // Each is held against what the other runs of the block have, and goes from caller to caller.
  evaluation.options.budget.spend(self.reporter.diagnostics.length * cost.fault);
  instance.end({
    inputs: (flow ?? []).map((tensor) => evaluation.shapeOfTensor(tensor)),
    output: result?.[0] === undefined ? null : evaluation.shapeOfTensor(result[0]),
    params: less(after.params, before.params),
    macs: less(after.macs, before.macs),
  });
  if (evaluation.isRecorded(frame)) evaluation.options.recorder.block(call, callee, instance);
  const members = within.own();
  return result?.map(({ kind, reference }) => ({ kind, reference, members })) ?? null;
}

const less = (after: Extent, before: Extent): Extent => (after === null || before === null ? null : after - before);

/** Binds the parameters; tensors given to a model's inputs by name are left over. */
function parameters(
  item: ModelItem,
  { args, from: frame }: { readonly args: readonly Argument[]; readonly from: Frame },
  environment: Environment,
  self: Run,
  evaluation: Evaluation,
): Map<string, Tensor> {
  const around = evaluation.around(frame);
  const names = item.parameters.map(({ name }) => name.text);
  const given = new Map<string, Computed>();
  const inputs = new Map<string, Tensor>();
  let position = 0;
  for (const argument of args) {
    if (argument.name?.text === 'name' && !names.includes('name')) continue;
    const name = argument.name?.text ?? names[position++];
    const value = evaluate(argument.value, around);
    if (name !== undefined && names.includes(name)) given.set(name, value);
    else if (name !== undefined && item.kind === 'model' && isTensor(value)) inputs.set(name, value);
    else sayUnknown(item, argument, names, frame);
  }
  const inside = { ...around, environment, reporter: self.reporter };
  for (const { name, default: value } of item.parameters) {
    const known = given.get(name.text) ?? (given.has(name.text) || value === null ? null : evaluate(value, inside));
    if (!given.has(name.text) && value === null) sayMissing(item, name, frame, self);
    environment.define(name.text, known);
    if (environment.file.file === evaluation.options.file)
      evaluation.options.recorder.value(name, known, evaluation.shapeOf);
  }
  return inputs;
}

/** A model takes as many tensors as it has inputs, in their order or by their names. */
function sayInputs({ given }: Frame, flow: Flow, { callee, args }: CallExpression, frame: Frame): void {
  const names = given?.names ?? [];
  const byName = [...(given?.named.keys() ?? [])];
  const unknown = byName.filter((name) => !names.includes(name));
  for (const name of unknown) {
    const at = args?.find((argument) => argument.name?.text === name)?.name ?? callee;
    const message = `${callee.text} has no input and no parameter ${name}; its inputs are ${names.join(', ')}.`;
    frame.reporter.say('unknown-argument', at, message, { fixes: renameFix(at, nearest(name, names)) });
  }
  const wanted = names.filter((name) => !byName.includes(name)).length;
  const count = flow?.length ?? 0;
  if (count === wanted || unknown.length > 0) return;
  const takes = `${names.length === 1 ? 'one tensor' : `${names.length} tensors`}, ${names.join(', ')}`;
  const message = `${callee.text} takes ${takes}; ${count + byName.length} ${count + byName.length === 1 ? 'flows' : 'flow'} in here.`;
  frame.reporter.say('wrong-number-of-inputs', callee, message);
}

function sayUnknown(item: ModelItem, argument: Argument, names: readonly string[], { reporter }: Frame): void {
  const title = item.name?.text ?? 'This block';
  const takes = names.length === 0 ? 'takes no arguments' : `takes ${names.join(', ')}`;
  if (argument.name === null) reporter.say('too-many-arguments', argument, `${title} ${takes}; this is one too many.`);
  else
    reporter.say('unknown-argument', argument.name, `${title} has no parameter ${argument.name.text}; it ${takes}.`, {
      fixes: renameFix(argument.name, nearest(argument.name.text, names)),
    });
}

function sayMissing(item: ModelItem, name: Name, { reporter }: Frame, { callee }: Run): void {
  reporter.say('missing-argument', callee, `${item.name?.text ?? 'This block'} needs ${name.text}.`);
}
