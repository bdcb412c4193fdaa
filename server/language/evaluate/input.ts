/** `input(image, 32x32x3)`: what a model is given; in a model that is called like a block, what flows into the call. */
import type { Value } from '../../../model/catalog/arguments.ts';
import { layers } from '../../../model/layers/index.ts';
import { describeShape } from '../../../model/shape.ts';
import type { Evaluation } from './evaluation.ts';
import { type CallSite, quickFix } from './fixes.ts';
import type { Frame } from './frame.ts';
import { type Tensor, unknownTensor } from './values.ts';

export function inputStatement(
  site: CallSite,
  values: Readonly<Record<string, Value>>,
  frame: Frame,
  evaluation: Evaluation,
): readonly Tensor[] | null {
  const { builder } = evaluation;
  const { faults = [], output } = layers.input.infer({ inputs: [], args: values as never });
  const name = typeof values.name === 'string' ? values.name : 'input';
  for (const { code, severity, message, argument, fixes } of faults) {
    const at = (argument === undefined ? undefined : site.given.get(argument)) ?? site.callee;
    frame.reporter.say(code, at, message, { severity, fixes: fixes.flatMap((fix) => quickFix(fix, site) ?? []) });
  }
  frame.given?.names.push(name);
  const given = frame.given?.named.get(name) ?? frame.given?.flowing.shift();
  if (frame.isBlock) {
    const message = 'A block takes what flows into its call; only a model has an input.';
    frame.reporter.say('input-in-block', site.callee, message);
    return frame.current;
  }
  // That too little flows into a call is said at the call.
  const tensor: Tensor = given ?? (frame.given === null ? { kind: 'tensor', reference: name } : unknownTensor);
  const at = site.given.get('name')?.value ?? site.callee;
  if (frame.given === null) {
    builder.input(name, output);
    frame.naming.take(name);
  } else sayMismatch(tensor, site, name, output, frame, evaluation);
  const first = frame.inputs.count++ === 0;
  frame.environment.define(name, tensor);
  evaluation.record(frame, at, tensor);
  if (evaluation.isRecorded(frame)) {
    const shape = evaluation.shapeOfTensor(tensor);
    const entry = { ...noEntry, id: name, args: values, output: shape?.extents ?? null, axes: shape?.axes ?? null };
    const instantiation = frame.run?.instance ?? null;
    const instance = { entry, inputs: [], output: shape, arithmetic: [], instantiation };
    evaluation.options.recorder.layer('input', site.call, site.callee, instance);
  }
  // With several inputs nothing is current: a statement says which one it starts from.
  return first ? [tensor] : null;
}

const noEntry = {
  layer: 'input',
  inputs: [],
  weights: [],
  params: 0,
  trainable: 0,
  macs: 0,
  receptiveField: [1, 1],
  receptiveStride: [1, 1],
  receptiveOffset: [0, 0],
} as const;

function sayMismatch(
  given: Tensor,
  site: CallSite,
  name: string,
  declared: ReturnType<Evaluation['shapeOfTensor']>,
  { reporter }: Frame,
  evaluation: Evaluation,
): void {
  const shape = evaluation.shapeOfTensor(given);
  if (shape === null || declared === null || String(shape.axes) === String(declared.axes)) return;
  const message = `${name} is ${describeShape(declared)}; what flows in is ${describeShape(shape)}.`;
  reporter.say('input-differs', site.callee, message);
}
