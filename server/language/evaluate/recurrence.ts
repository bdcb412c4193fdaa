/**
 * `recur(w in steps, h = start) { … next h = …; … }`: a body that runs once per step of a sequence, with states that
 * go from step to step. The graph holds the body once: `recur_step` is the step's element, `recur_state` a state, and
 * `recur` lays the results of all steps out as a sequence.
 */
import type { Extent, Shape } from '../../../model/shape.ts';
import type { RecurStage } from '../syntax/tree.ts';
import type { Evaluation } from './evaluation.ts';
import { describe, evaluate } from './expressions.ts';
import type { CallSite } from './fixes.ts';
import { runStage, type Station } from './flow.ts';
import { type Frame, innerFrame } from './frame.ts';
import { addLayer } from './layer-call.ts';
import { runBody } from './statements.ts';
import { States } from './states.ts';
import { isTensor, type Tensor, unknownTensor } from './values.ts';

export function recur(stage: RecurStage, station: Station, frame: Frame, evaluation: Evaluation): readonly Tensor[] {
  const { keyword, variable, over, states, body } = stage;
  const sequence = evaluate(over, evaluation.around(frame));
  if (sequence !== null && !isTensor(sequence)) {
    const message = `recur runs over a sequence by name; this is ${describe(sequence)}.`;
    frame.reporter.say('wrong-type', over, message);
  }
  const given = isTensor(sequence) ? sequence : unknownTensor;
  const shape = evaluation.shapeOfTensor(given);
  const isSequence = shape === null || shape.axes[0] === 'steps';
  const steps = isSequence ? given : unknownTensor;
  if (!isSequence) {
    const message = `recur runs over steps; ${over.kind === 'name' ? over.text : 'this'} is ${describeAxes(shape)}.`;
    frame.reporter.say('not-a-sequence', over, message);
  }
  const naming = frame.naming.scope('recur', station.names[0]?.text ?? null);
  const id = naming.prefix.slice(0, -1);
  const call = { start: stage.start, end: keyword.end };
  const site: CallSite = {
    text: frame.environment.file.text,
    callee: keyword,
    args: null,
    call,
    given: new Map(),
    ...station,
    branches: [],
  };
  const count: Extent = isSequence ? (shape?.extents[0] ?? null) : null;
  const environment = frame.environment.inner();
  const carry = new States(environment);
  const within = innerFrame(frame, {
    environment,
    naming,
    recurrence: { id, steps: count },
    states: carry,
    current: null,
  });
  const add = (layer: 'recur_step' | 'recur_state', name: string, inputs: readonly Tensor[]): Tensor => {
    const { id: own } = naming.layer(layer, name);
    return addLayer({ layer, id: { id: own }, site, values: {}, inputs }, within, evaluation)?.[0] ?? unknownTensor;
  };
  const starts = states.map(({ name, start }) => {
    const start1: Station = { statement: station.statement, chained: false, leads: false, names: [], bound: 1 };
    const flow = runStage(
      { kind: 'expression', value: start, start: start.start, end: start.end },
      frame.current,
      start1,
      innerFrame(frame, { naming }),
      evaluation,
    );
    return { name, tensor: flow?.[0] ?? unknownTensor };
  });
  if (variable !== null) {
    const element = add('recur_step', variable.text, [steps]);
    environment.define(variable.text, element);
    evaluation.record(within, variable, element);
    within.current = [element];
  }
  const carried = starts.map(({ name, tensor }) => {
    const state = add('recur_state', name.text, [tensor]);
    carry.begin(name.text, state);
    evaluation.record(within, name, state);
    return { name, state };
  });
  runBody(body, within, evaluation);
  for (const { name, state } of carried) {
    const after = carry.next(name.text);
    if (after === undefined) {
      // Given another value without `next`, which has been said.
      if (frame.reporter.hasErrorsIn(body)) continue;
      const message = `${name.text} never changes: give it its next value in the body, next ${name.text} = ….`;
      frame.reporter.say('state-never-changes', name, message, { severity: 'warning' });
    } else saySwerve(name, evaluation.shapeOfTensor(state), evaluation.shapeOfTensor(after), frame);
  }
  const output = within.current?.[0] ?? unknownTensor;
  const values = {
    states: carried.map(({ state }) => state.reference ?? ''),
    next: carried.map(({ name, state }) => (carry.next(name.text) ?? state).reference ?? ''),
  };
  const whole: CallSite = { ...site, call: { start: stage.start, end: stage.end } };
  const result = addLayer(
    { layer: 'recur', id: { id }, kind: 'join', site: whole, values, inputs: [steps, output] },
    frame,
    evaluation,
  );
  return result ?? [unknownTensor];
}

function saySwerve(
  name: RecurStage['states'][number]['name'],
  before: Shape | null,
  after: Shape | null,
  { reporter }: Frame,
): void {
  if (before === null || after === null || String(before.extents) === String(after.extents)) return;
  if (before.extents.includes(null) || after.extents.includes(null)) return;
  const message = `${name.text} starts as ${describeAxes(before)} and goes on as ${describeAxes(after)}; a state keeps its shape.`;
  reporter.say('state-changes-shape', name, message);
}

const describeAxes = ({ axes, extents }: Shape) =>
  extents.map((extent, i) => `${extent ?? '?'} ${axes[i]}`).join(' × ');
