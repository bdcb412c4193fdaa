/** One evaluation of a model: the graph that grows, what is recorded of the text, and the bounds that keep it finite. */

import type { DataFacts } from '../../../formats/facts/index.ts';
import { GraphBuilder } from '../../../model/build.ts';
import type { GraphHead, GraphSource } from '../../../model/graph.ts';
import type { Shape } from '../../../model/shape.ts';
import type { Range } from '../analysis.ts';
import type { Limits } from '../config/limits.ts';
import type { Lines } from '../lines.ts';
import type { DataItem } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { type Budget, cost, tooMuch } from './budget.ts';
import type { Frame, Run } from './frame.ts';
import type { Recorder } from './recorder.ts';
import type { Computed, Tensor } from './values.ts';

/** Bodies of blocks, loops, joins and braces that run within each other: each takes its part of the stack. */
const DEEPEST_BODY = 500;

export interface EvaluationOptions {
  /** The file whose text is recorded; what lies in other files is only run. */
  readonly file: string;
  readonly recorder: Recorder;
  readonly limits: Limits;
  /** Of the whole check. */
  readonly budget: Budget;
  /** Finds lines in a file's text. */
  linesOf(file: string, text: string): Lines;
  factsOf(data: DataItem): DataFacts | null;
}

export class Evaluation {
  readonly builder: GraphBuilder;
  readonly model: string;
  readonly options: EvaluationOptions;
  /** Runs of blocks, in the order they were called. */
  readonly runs: Run[] = [];
  readonly heads: GraphHead[] = [];
  #layers = 0;
  #depth = 0;
  #said = false;

  constructor(model: string, options: EvaluationOptions) {
    this.model = model;
    this.builder = new GraphBuilder(model);
    this.options = options;
    options.budget.spend(cost.model);
  }

  readonly shapeOf = (reference: string): Shape | null => this.builder.shapeOf(reference);

  shapeOfTensor({ reference }: Tensor): Shape | null {
    return reference === null ? null : this.builder.shapeOf(reference);
  }

  /** What an expression of the frame is evaluated in, where this flows. */
  around({ environment, reporter, current }: Frame, flow = current): Surroundings {
    const only = flow?.length === 1 ? flow[0] : undefined;
    return {
      environment,
      reporter,
      here: only === undefined ? null : this.shapeOfTensor(only),
      shapeOf: this.shapeOf,
      factsOf: this.options.factsOf,
      budget: this.options.budget,
    };
  }

  /** Whether what stands in this frame is text of the file that is recorded. */
  isRecorded({ environment }: Frame): boolean {
    return environment.file.file === this.options.file;
  }

  record(frame: Frame, definition: Range, value: Computed): void {
    if (this.isRecorded(frame)) this.options.recorder.value(definition, value, this.shapeOf);
  }

  /** False where the model has grown beyond all bounds, which is said once. */
  mayAdd(frame: Frame, at: Range, id: string): boolean {
    const { mostLayers } = this.options.limits;
    if (++this.#layers <= mostLayers) return this.options.budget.spendLayer(id) || this.#spent(frame, at);
    this.#stop(frame, at, `${this.model} has more than ${mostLayers.toLocaleString('en-US')} layers here.`);
    return false;
  }

  mayRun(frame: Frame, at: Range, units: number = cost.statement): boolean {
    if (this.#layers > this.options.limits.mostLayers) return false;
    return this.options.budget.spend(units) || this.#spent(frame, at);
  }

  mayFlow(frame: Frame, at: Range, tensors: number): boolean {
    return this.options.budget.spendElements(tensors) || this.#spent(frame, at);
  }

  /** Runs what lies one body deeper, unless that is too deep for any stack. */
  within(frame: Frame, at: Range, run: () => void): void {
    if (this.#depth === DEEPEST_BODY) {
      const message = `Bodies lie more than ${DEEPEST_BODY} deep within each other here, those of called blocks included.`;
      frame.reporter.say('recursion-too-deep', at, message);
      return;
    }
    this.#depth++;
    run();
    this.#depth--;
  }

  #spent(frame: Frame, at: Range): false {
    this.#stop(frame, at, `${tooMuch(this.options.budget)} ${this.model} comes to that here.`);
    return false;
  }

  /** What is left out makes the graph one that is not whole. */
  #stop({ reporter }: Frame, at: Range, message: string): void {
    if (this.#said) return;
    this.#said = true;
    this.builder.markUnknown();
    reporter.say('model-too-large', at, `${message} The rest of it is not read.`);
  }

  place(frame: Frame, { start }: Range): GraphSource['calls'][number] {
    const { file, text } = frame.environment.file;
    const { line, column } = this.options.linesOf(file, text).position(start);
    return { file, line, column };
  }
}
