/** `add { … }`: every statement of the body is a branch that starts from what flows in; what they give is joined. */
import { isLayerName, layerSpec } from '../../../model/layers/index.ts';
import type { JoinStage, LoopStage, Statement } from '../syntax/tree.ts';
import { bind } from './bind.ts';
import { callBlock } from './block-call.ts';
import type { Evaluation } from './evaluation.ts';
import type { Branch, CallSite } from './fixes.ts';
import { conditional, type Station } from './flow.ts';
import { type Frame, innerFrame } from './frame.ts';
import { addLayer, argumentsOf, idOf } from './layer-call.ts';
import { branchesOfLoop } from './loops.ts';
import { runStatement } from './statements.ts';
import { isShared, type Tensor, unknownTensor } from './values.ts';

type Flow = readonly Tensor[] | null;

interface Grown {
  readonly tensor: Tensor;
  readonly statement: Statement;
}

export function join(stage: JoinStage, flow: Flow, station: Station, frame: Frame, evaluation: Evaluation): Flow {
  const { callee, args } = stage;
  const scope = innerFrame(frame, { current: flow });
  const grown: Grown[] = [];
  evaluation.within(frame, callee, () => {
    for (const statement of stage.body.statements)
      for (const one of branch(statement, flow, scope, evaluation)) grown.push(one);
  });
  const tensors = grown.map(({ tensor }) => tensor);
  const bound = frame.environment.get(callee.text);
  const block = frame.environment.file.callables.get(callee.text);
  const call = { kind: 'call' as const, callee, args, start: stage.start, end: stage.end };
  if (bound !== undefined && isShared(bound)) return callBlock(bound, call, tensors, station, frame, evaluation);
  if (block !== undefined) return callBlock({ call, ...block }, call, tensors, station, frame, evaluation);
  if (!isLayerName(callee.text)) return notAJoin(stage, frame, evaluation);
  const spec = layerSpec(callee.text);
  const values = bind(spec, callee, argumentsOf(call), evaluation.around(frame, flow));
  if (spec.arity === 1 && tensors.length > 1) return notAJoin(stage, frame, evaluation);
  const id = idOf(callee.text, call, station.names[0] ?? null, frame);
  // A branch that is absent leaves the join; of one alone there is nothing to join.
  if (tensors.length < 2 && spec.arity === 'many') return tensors.length === 0 ? flow : tensors;
  const site: CallSite = {
    text: frame.environment.file.text,
    callee,
    args,
    call,
    given: values.given,
    ...station,
    branches: grown.map((one) => branchOf(one, evaluation)),
  };
  const addition = { layer: callee.text, id, site, kind: 'join' as const, values: values.values, inputs: tensors };
  return addLayer({ ...addition, tensors: values.tensors }, frame, evaluation);
}

function branchOf({ tensor, statement }: Grown, evaluation: Evaluation): Branch {
  const { start, end } = statement;
  return { start, end, statement, shape: evaluation.shapeOfTensor(tensor) };
}

/** What a statement of the body gives; nothing where its `if` is not taken, several where it repeats. */
function branch(statement: Statement, flow: Flow, scope: Frame, evaluation: Evaluation): Grown[] {
  if (!evaluation.mayRun(scope, statement)) return [];
  const stage = statement.kind === 'flow' && statement.stages.length === 1 ? statement.stages[0] : undefined;
  const as = (given: Flow | undefined) => (given ?? []).map((tensor) => ({ tensor, statement }));
  scope.current = flow;
  if (stage?.kind === 'conditional') return as(conditional(stage, flow, scope, evaluation));
  if (stage?.kind === 'loop' && stage.keyword.text === 'repeat') return as(repeated(stage, flow, scope, evaluation));
  runStatement(statement, scope, evaluation);
  return statement.kind === 'flow' ? as(scope.current) : [];
}

/** A `repeat` directly inside a join makes that many branches. */
const repeated = (stage: LoopStage, flow: Flow, scope: Frame, evaluation: Evaluation): Flow =>
  branchesOfLoop(stage, flow, scope, evaluation);

function notAJoin({ callee }: JoinStage, { environment, reporter }: Frame, { builder }: Evaluation): Flow {
  builder.markUnknown();
  const joins = ['add', 'concat', 'multiply', 'mean', 'max'];
  // A name that nothing has is said where names are resolved.
  if (!isLayerName(callee.text) && !environment.file.callables.has(callee.text)) return [unknownTensor];
  const message = `${callee.text} takes one tensor and joins no branches; ${joins.join(', ')} do.`;
  reporter.say('not-a-join', callee, message);
  return [unknownTensor];
}
