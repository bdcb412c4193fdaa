/** A flow: from the current tensor, or from what the first stage names, through layers, blocks, joins and loops. */
import type { Range } from '../analysis.ts';
import type { CallExpression, ConditionalStage, Expression, FlowStatement, Name, Stage } from '../syntax/tree.ts';
import { callBlock } from './block-call.ts';
import type { Evaluation } from './evaluation.ts';
import { describe, evaluate } from './expressions.ts';
import { sayArithmetic } from './flowing.ts';
import { type Frame, innerFrame } from './frame.ts';
import { join } from './join.ts';
import { callLayer } from './layer-call.ts';
import { loop } from './loops.ts';
import { recur } from './recurrence.ts';
import { runBody } from './statements.ts';
import { isShared, type Tensor, tensorsOf, unknownTensor } from './values.ts';

/** How a stage stands in its statement. */
export interface Station {
  readonly statement: Range;
  /** Behind an arrow. */
  readonly chained: boolean;
  /** The first of several: it may name what the flow starts from. */
  readonly leads: boolean;
  /** What its layer is called by: of the last stage only. */
  readonly names: readonly Name[];
  /** How many names its outputs are given. */
  readonly bound: number;
}

type Flow = readonly Tensor[] | null;

/** What flows out at the end. */
export function runFlow(statement: FlowStatement, frame: Frame, evaluation: Evaluation): Flow {
  const { stages, names, next } = statement;
  let flow = frame.current;
  stages.forEach((stage, i) => {
    const last = i === stages.length - 1;
    // A state's next value gives the layer that makes it no name: the name is the state's.
    const station: Station = {
      statement,
      chained: i > 0,
      leads: i === 0 && !last,
      names: last && !next ? names : [],
      bound: last ? names.length : 0,
    };
    flow = runStage(stage, flow, station, frame, evaluation);
  });
  return flow;
}

export function runStage(stage: Stage, flow: Flow, station: Station, frame: Frame, evaluation: Evaluation): Flow {
  const result = flowOut(stage, flow, station, frame, evaluation);
  return result === null || evaluation.mayFlow(frame, station.statement, result.length) ? result : [unknownTensor];
}

function flowOut(stage: Stage, flow: Flow, station: Station, frame: Frame, evaluation: Evaluation): Flow {
  switch (stage.kind) {
    case 'expression':
      return runExpression(stage.value, flow, station, frame, evaluation);
    case 'join':
      return join(stage, flow, station, frame, evaluation);
    case 'loop':
      return loop(stage, flow, station, frame, evaluation);
    case 'recur':
      return recur(stage, station, frame, evaluation);
    case 'conditional':
      return conditional(stage, flow, frame, evaluation) ?? flow;
    case 'braces': {
      const within = innerFrame(frame, { current: flow });
      runBody(stage.body, within, evaluation);
      if (within.returned !== null) frame.returned = within.returned;
      return within.current;
    }
  }
}

/** What flows out of the branch that is taken; `undefined` where none is. */
export function conditional(
  stage: ConditionalStage,
  flow: Flow,
  frame: Frame,
  evaluation: Evaluation,
): Flow | undefined {
  const condition = evaluate(stage.condition, evaluation.around(frame, flow));
  const { then, otherwise } = stage;
  const run = (body: typeof then): Flow => {
    const within = innerFrame(frame, { current: flow });
    runBody(body, within, evaluation);
    if (within.returned !== null) frame.returned = within.returned;
    return within.current;
  };
  const other = (): Flow | undefined =>
    otherwise === null
      ? undefined
      : 'kind' in otherwise
        ? conditional(otherwise, flow, frame, evaluation)
        : run(otherwise);
  if (typeof condition === 'boolean') return condition ? run(then) : other();
  if (condition !== null)
    frame.reporter.say('wrong-type', stage.condition, `Expected a condition; this is ${describe(condition)}.`);
  // Either may come: both are checked, and what comes out is not known.
  evaluation.builder.markUnknown();
  const both = [() => void run(then), () => void other()];
  if (frame.states === null) for (const side of both) side();
  else frame.states.either(both);
  return [unknownTensor];
}

/** A layer or block by name, with or without parentheses. */
export function asCall(value: Expression): CallExpression | null {
  if (value.kind === 'call') return value;
  if (value.kind !== 'name') return null;
  const { text, start, end } = value;
  return { kind: 'call', callee: { text, start, end }, args: null, start, end };
}

function runExpression(value: Expression, flow: Flow, station: Station, frame: Frame, evaluation: Evaluation): Flow {
  if (value.kind === 'error') return flow;
  const named = value.kind === 'call' ? value.callee.text : value.kind === 'name' ? value.text : null;
  const bound = named === null ? undefined : frame.environment.get(named);
  if (bound !== undefined && isShared(bound)) return callBlock(bound, value, flow, station, frame, evaluation);
  if (value.kind === 'name') {
    if (bound !== undefined) return tensors(value, bound, flow, station, frame);
    if (value.text === 'skip') return flow;
  }
  if (value.kind === 'list' || value.kind === 'member' || value.kind === 'index') {
    const around = evaluation.around(frame, flow);
    return tensors(value, evaluate(value, around), flow, station, frame);
  }
  const call = asCall(value);
  if (call === null) {
    if (sayArithmetic(value, station.chained, frame)) return [unknownTensor];
    if (sayValue(value, station, frame)) return [unknownTensor];
    frame.reporter.say('not-a-layer', value, 'Expected a layer, for example conv(32, 3x3, pad=1).');
    return flow;
  }
  const block = frame.environment.file.callables.get(call.callee.text);
  return block === undefined
    ? callLayer(call, flow, station, frame, evaluation)
    : callBlock({ call, ...block }, value, flow, station, frame, evaluation);
}

/** `w = 2 * n`, where `let` is missing. */
function sayValue({ kind }: Expression, { names, statement }: Station, { reporter }: Frame): boolean {
  const [name] = names;
  if (name === undefined || !['binary', 'unary', 'integer', 'float', 'size', 'tuple', 'boolean', 'if'].includes(kind))
    return false;
  const { start } = statement;
  const message = `${name.text} = … names a tensor; a value is bound by let: let ${name.text} = ….`;
  const fixes = [{ title: `Write let ${name.text} = …`, changes: [{ start, end: start, text: 'let ' }] }];
  reporter.say('not-a-layer', name, message, { fixes });
  return true;
}

/** A name or list stands for tensors where a flow starts; elsewhere nothing flows into it. */
function tensors(
  value: Expression,
  computed: ReturnType<typeof evaluate>,
  flow: Flow,
  { chained }: Station,
  { reporter }: Frame,
): Flow {
  if (computed === null) return value.kind === 'list' || value.kind === 'name' ? flow : [unknownTensor];
  const found = tensorsOf(computed);
  if (found === null) {
    if (!Array.isArray(computed) || !(computed as readonly unknown[]).includes(null))
      reporter.say('not-a-layer', value, `Expected a layer or tensor; this is ${describe(computed)}.`);
    return [unknownTensor];
  }
  if (chained)
    reporter.say('not-a-layer', value, 'Nothing flows into a tensor; an arrow leads from it into a layer or block.');
  return found;
}
