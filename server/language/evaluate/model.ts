/** A model item to a graph: parameters, statements in order, each layer through its shape rule. */

import type { Graph } from '../../../model/graph.ts';
import { layers } from '../../../model/layers/index.ts';
import type { ModelItem } from '../syntax/tree.ts';
import { Evaluation, type EvaluationOptions } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import type { Frame, Run } from './frame.ts';
import { Naming } from './naming.ts';
import type { Reporter } from './reporter.ts';
import { runBody } from './statements.ts';
import { type Computed, Environment, type FileScope, unknownTensor } from './values.ts';

export interface ModelRequest extends EvaluationOptions {
  readonly scope: FileScope;
  readonly reporter: Reporter;
  /** Values given by a `train`; the others keep their defaults. */
  readonly values?: ReadonlyMap<string, Computed>;
}

export interface EvaluatedModel {
  /** The graph at a batch size. */
  graph(batch?: number): Graph;
  /** The runs of blocks that it made. */
  readonly runs: readonly Run[];
  /** Whether the graph has all layers: no condition or count of rounds was unknown. */
  readonly whole: boolean;
}

export function evaluateModel(item: ModelItem, request: ModelRequest): EvaluatedModel {
  const { scope, reporter, values } = request;
  const evaluation = new Evaluation(item.name?.text ?? '', request);
  const frame = openFrame(scope, reporter);
  for (const { name, default: value } of item.parameters) {
    // What is given and not known is not the default either.
    const given = values?.get(name.text);
    const known = given === undefined && value !== null ? evaluate(value, evaluation.around(frame)) : (given ?? null);
    frame.environment.define(name.text, known);
    evaluation.record(frame, name, known);
  }
  runBody(item.body, frame, evaluation);
  const hasInput = evaluation.builder.hasInputs;
  if (!hasInput && item.name !== null) {
    const message = `${item.name.text} has no input; start with, for example, ${layers.input.example}.`;
    reporter.say('no-input', item.name, message);
  }
  const heads = evaluation.heads;
  const flowing = (frame.current ?? []).flatMap(({ reference }) => reference ?? []);
  const outputs = heads.length > 0 ? heads.flatMap(({ output, outputs: all = [output] }) => all) : flowing;
  return {
    graph: (batch) => evaluation.builder.finish({ outputs, heads, ...(batch === undefined ? {} : { batch }) }),
    runs: evaluation.runs,
    whole: evaluation.builder.isWhole,
  };
}

/**
 * A block that nothing calls is run once, with nothing known of what flows in or of its parameters, so that what is
 * wrong in it whatever comes is said.
 */
export function tryBlock(item: ModelItem, request: ModelRequest): EvaluatedModel {
  const evaluation = new Evaluation(item.name?.text ?? '', request);
  const frame: Frame = { ...openFrame(request.scope, request.reporter), isBlock: true, current: [unknownTensor] };
  for (const { name, default: value } of item.parameters) {
    const known = value === null ? null : evaluate(value, evaluation.around(frame));
    frame.environment.define(name.text, known);
    evaluation.record(frame, name, known);
  }
  runBody(item.body, frame, evaluation);
  const outputs = (frame.returned ?? frame.current ?? []).flatMap(({ reference }) => reference ?? []);
  const { builder, runs } = evaluation;
  return { graph: () => builder.finish({ outputs }), runs, whole: builder.isWhole };
}

const openFrame = (scope: FileScope, reporter: Reporter): Frame => ({
  environment: new Environment(scope),
  naming: new Naming(),
  reporter,
  run: null,
  calls: [],
  recurrence: null,
  current: null,
  returned: null,
  states: null,
  isBlock: false,
  inputs: { count: 0 },
  given: null,
  alone: false,
});
