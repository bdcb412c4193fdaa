/** `repeat` carries the current tensor from round to round; `collect` does too and gathers what each round gives. */
import type { LoopStage } from '../syntax/tree.ts';
import { isOneCall } from './alone.ts';
import { cost } from './budget.ts';
import type { Evaluation } from './evaluation.ts';
import { describe, evaluate } from './expressions.ts';
import type { Station } from './flow.ts';
import type { Frame } from './frame.ts';
import { runBody } from './statements.ts';
import { takeApart } from './take-apart.ts';
import { type Computed, isUnknownFlow, type Tensor, tensorsOf, unknownTensor } from './values.ts';

type Flow = readonly Tensor[] | null;

interface Round {
  readonly result: Flow;
  /** What has a name in it. */
  readonly names: ReadonlyMap<string, Computed>;
}

export function loop(stage: LoopStage, flow: Flow, station: Station, frame: Frame, evaluation: Evaluation): Flow {
  const { rounds, known, run } = begin(stage, flow, station.names[0]?.text ?? null, frame, evaluation);
  let current = flow;
  const gathered: Tensor[] = [];
  const members = new Map<string, Computed>();
  for (const [i, value] of rounds.entries()) {
    if (!evaluation.mayRun(frame, stage.keyword, cost.round)) break;
    const { result, names } = run(value, i, current);
    current = result;
    for (const tensor of current ?? []) gathered.push(tensor);
    const [first] = current ?? [];
    if (first !== undefined) members.set(String(i), { ...first, members: names });
  }
  if (stage.keyword.text === 'collect') return known ? gathered : [unknownTensor];
  // `layer1.0.conv1` is the name of what a round holds, as its id.
  return rounds.length === 0 ? current : (current?.map((tensor) => ({ ...tensor, members })) ?? null);
}

/** Every round starts from the same tensor. */
export function branchesOfLoop(stage: LoopStage, flow: Flow, frame: Frame, evaluation: Evaluation): Flow {
  const { rounds, run } = begin(stage, flow, null, frame, evaluation);
  return rounds.flatMap((value, i) =>
    evaluation.mayRun(frame, stage.keyword, cost.round) ? (run(value, i, flow).result ?? []) : [],
  );
}

function begin(stage: LoopStage, flow: Flow, name: string | null, frame: Frame, evaluation: Evaluation) {
  const { keyword, variable, parts, over, body } = stage;
  const range = evaluate(over, evaluation.around(frame, flow));
  const known = typeof range === 'number' || Array.isArray(range);
  const rounds = roundsOf(range, stage, frame, evaluation);
  const naming = frame.alone && name === null ? frame.naming : frame.naming.scope(keyword.text, name);
  const run = (value: Computed, i: number, current: Flow): Round => {
    const environment = frame.environment.inner();
    if (variable !== null) environment.define(variable.text, value);
    const taken = takeApart(value, parts, over, frame);
    for (const [part, worth] of taken) environment.define(part.text, worth);
    const alone = isOneCall(body, environment);
    const within: Frame = { ...frame, environment, current, naming: naming.round(i), alone };
    if (variable !== null) evaluation.record(within, variable, value);
    for (const [part, worth] of taken) evaluation.record(within, part, worth);
    runBody(body, within, evaluation);
    if (within.returned !== null) frame.returned = within.returned;
    const [first] = within.current ?? [];
    const names = alone && first?.members !== undefined ? first.members : within.environment.own();
    return { result: within.current, names };
  };
  return { rounds, known, run };
}

function roundsOf(
  over: Computed,
  { variable, parts, over: at }: LoopStage,
  frame: Frame,
  evaluation: Evaluation,
): readonly Computed[] {
  const tensors = over === null ? null : tensorsOf(over);
  if (tensors !== null && Array.isArray(over)) return tensors;
  if (Array.isArray(over)) return over as readonly Computed[];
  if (typeof over === 'number' && Number.isInteger(over) && over >= 0) {
    // One round more than may be run, for that to be said.
    const count = Math.min(over, evaluation.options.budget.left + 1);
    return variable === null && parts.length === 0
      ? new Array<null>(count).fill(null)
      : Array.from({ length: count }, (_, i) => i);
  }
  const unknown = isUnknownFlow(tensors);
  if (over !== null && !unknown) {
    const message = `A loop runs over a count, a range 0..n or a list; this is ${describe(over)}.`;
    frame.reporter.say('wrong-type', at, message);
  }
  // How often is not known: one round is checked, and what comes out is not known.
  evaluation.builder.markUnknown();
  return [unknown ? unknownTensor : null];
}
