/** Statements in order, each in the scope it stands in. */
import type { Body, HeadStatement, Name, ReturnStatement, ShareStatement, Statement } from '../syntax/tree.ts';
import { isOneCall } from './alone.ts';
import type { Evaluation } from './evaluation.ts';
import { describe, evaluate } from './expressions.ts';
import { runFlow } from './flow.ts';
import { type Frame, innerFrame } from './frame.ts';
import { nearest, renameFix } from './reporter.ts';
import { takeApart } from './take-apart.ts';
import { type Computed, isUnknownFlow, type Tensor, tensorsOf, unknownTensor } from './values.ts';

export function runBody(body: Body, frame: Frame, evaluation: Evaluation): void {
  const [first] = body.statements;
  if (first === undefined) return;
  evaluation.within(frame, first, () => {
    for (const statement of body.statements) {
      if (!evaluation.mayRun(frame, statement)) return;
      runStatement(statement, frame, evaluation);
      if (frame.returned !== null) return;
    }
  });
}

export function runStatement(statement: Statement, frame: Frame, evaluation: Evaluation): void {
  switch (statement.kind) {
    case 'flow': {
      frame.current = runFlow(statement, frame, evaluation);
      bindNames(statement.names, statement.next, frame, evaluation);
      return;
    }
    case 'let': {
      const { name, parts, value } = statement;
      const computed = name === null && parts.length === 0 ? null : evaluate(value, evaluation.around(frame));
      if (name !== null) define(name, computed, frame, evaluation);
      for (const [part, worth] of takeApart(computed, parts, value, frame)) define(part, worth, frame, evaluation);
      return;
    }
    case 'return':
      runReturn(statement, frame, evaluation);
      return;
    case 'share':
      share(statement, frame, evaluation);
      return;
    case 'head':
      head(statement, frame, evaluation);
  }
}

function define(name: Name, value: Computed, frame: Frame, evaluation: Evaluation): void {
  frame.environment.define(name.text, value);
  evaluation.record(frame, name, value);
}

/**
 * `a = …` names what flows on; `a, b = …` the outputs one by one. `next h = …` gives a state its next value, which is what
 * `h` means from there on: what a step says depends on what it has seen.
 */
function bindNames(names: readonly Name[], next: boolean, frame: Frame, evaluation: Evaluation): void {
  const flow = frame.current;
  const [first] = names;
  if (first === undefined) return;
  const unknown = isUnknownFlow(flow);
  if (names.length > 1 && flow !== null && flow.length < names.length && !unknown) {
    const gives = flow.length === 1 ? 'one output' : `${flow.length} outputs`;
    frame.reporter.say('too-many-names', names[flow.length] ?? first, `This gives ${gives}, not ${names.length}.`);
  }
  names.forEach((name, i) => {
    const whole = names.length === 1 ? wholeOf(flow) : (flow?.[i] ?? (unknown ? unknownTensor : null));
    if (next) goOn(name, flow?.[i] ?? (unknown ? unknownTensor : null), frame, evaluation);
    else define(name, whole, frame, evaluation);
  });
  // The first of several outputs flows on.
  if (names.length > 1 && flow !== null) frame.current = flow.slice(0, 1);
}

function goOn(name: Name, tensor: Tensor | null, frame: Frame, evaluation: Evaluation): void {
  const { states, reporter } = frame;
  if (states === null) {
    const message = '`next` gives a state of `recur` its next value; there is none here.';
    reporter.say('next-outside-recur', name, message);
    return;
  }
  if (!states.names.includes(name.text)) {
    sayNoState(name, states.names, frame);
    return;
  }
  if (tensor === null) return;
  const first = states.give(name, tensor);
  evaluation.record(frame, name, tensor);
  if (first !== null) sayNextTwice(name, first, frame);
}

function sayNextTwice(name: Name, first: Name, { reporter }: Frame): void {
  const { text } = name;
  const again = first.start === name.start;
  const message = again
    ? `${text} is given a next value in every round; a state gets one a step: give it behind the loop.`
    : `${text} has its next value already; a state gets one a step. Name what lies between otherwise, and give next ${text} once.`;
  const related = again ? [] : [{ start: first.start, end: first.end, message: 'the first one' }];
  reporter.say('next-given-twice', name, message, { related });
}

function sayNoState(name: Name, states: readonly string[], { reporter }: Frame): void {
  const there = states.length === 0 ? 'it has none' : `it has ${states.join(', ')}`;
  const message = `recur has no state ${name.text}; ${there}.`;
  reporter.say('unknown-name', name, message, { fixes: renameFix(name, nearest(name.text, states)) });
}

const wholeOf = (flow: readonly Tensor[] | null): Computed => (flow?.length === 1 ? (flow[0] ?? null) : flow);

function runReturn({ values }: ReturnStatement, frame: Frame, evaluation: Evaluation): void {
  frame.returned = values.flatMap((value): readonly Tensor[] => {
    const computed = evaluate(value, evaluation.around(frame));
    const tensors = tensorsOf(computed);
    if (tensors === null && computed !== null)
      frame.reporter.say('wrong-type', value, `return takes tensors by name; this is ${describe(computed)}.`);
    return tensors ?? [{ kind: 'tensor', reference: null }];
  });
  frame.current = frame.returned;
}

function share({ name, value }: ShareStatement, frame: Frame, evaluation: Evaluation): void {
  if (name === null || value.kind === 'error') return;
  const call =
    value.kind === 'call'
      ? value
      : value.kind === 'name'
        ? { callee: { text: value.text, start: value.start, end: value.end }, args: null }
        : null;
  if (call === null) {
    frame.reporter.say('wrong-type', value, 'share takes a call of a block or layer: share tower = Tower(64).');
    return;
  }
  const { environment, naming } = frame;
  const shared: Computed = {
    kind: 'shared',
    callee: call.callee.text,
    args: call.args ?? [],
    environment,
    ...naming.sharedAt(name.text),
    uses: 0,
  };
  define(name, shared, frame, evaluation);
}

function head({ name, body }: HeadStatement, frame: Frame, evaluation: Evaluation): void {
  const alone = isOneCall(body, frame.environment);
  const within = innerFrame(frame, { naming: frame.naming.scope('head', name?.text ?? null), alone });
  runBody(body, within, evaluation);
  const flow = within.current;
  if (name === null || flow === null || flow.length === 0) return;
  const outputs = flow.flatMap(({ reference }) => reference ?? []);
  const [output] = outputs;
  if (frame.run === null && output !== undefined && outputs.length === flow.length)
    evaluation.heads.push({ name: name.text, output, ...(outputs.length > 1 ? { outputs } : {}) });
  define(name, wholeOf(flow), frame, evaluation);
}
