/** The data of a train against its model: samples, classes, targets, as far as the files have been looked into. */
import type { Graph } from '../../../model/graph.ts';
import { type Head, headsOf } from '../../../model/heads.ts';
import { judgesDistance, judgesScores } from '../../../model/losses/fit.ts';
import { formatExtents, product } from '../../../model/shape.ts';
import type { Lines } from '../lines.ts';
import type { ModelItem, TrainItem } from '../syntax/tree.ts';
import { checkClassCount } from './class-count.ts';
import type { ReadData } from './data.ts';
import type { ReadTerm } from './losses.ts';
import type { Reporter } from './reporter.ts';
import { checkSample } from './sample.ts';
import type { Targets } from './targets.ts';

export interface DataRequest {
  readonly train: TrainItem;
  /** `null` where it stands in another file. */
  readonly model: ModelItem | null;
  readonly graph: Graph;
  readonly data: ReadData;
  readonly targets: Targets;
  readonly terms: readonly ReadTerm[];
  readonly text: string;
  readonly lines: Lines;
  readonly reporter: Reporter;
}

export function checkData(request: DataRequest): void {
  const { train, model, graph, data, targets, reporter } = request;
  const [input, ...others] = graph.inputs;
  if (train.data !== null && input !== undefined && others.length === 0 && targets.settings?.[input.name] === undefined)
    checkSample({ at: train.data, data, input, model: { name: graph.model, item: model }, reporter });
  const heads = headsOf(graph);
  for (const term of request.terms) {
    const head = heads.find(({ name }) => name === (term.head ?? null)) ?? (heads.length === 1 ? heads[0] : undefined);
    if (head !== undefined) checkHead(term, head, request);
  }
}

/** Heads of detectors that count the background as a class. */
const background: ReadonlySet<string> = new Set(['ssd', 'box_head']);

function checkHead(term: ReadTerm, head: Head, request: DataRequest): void {
  const { data, targets } = request;
  const { facts } = data;
  const { name } = term.call;
  const layer = head.layer?.layer ?? '';
  const detector = name === 'yolo_loss' || name === 'ssd_loss' || name === 'box_loss';
  const column = targets.columnOf(head.name);
  const classes = facts?.classes ?? null;
  if (
    classes !== null &&
    classes > 0 &&
    (detector || (judgesScores(name) && ['class', 'steps', 'pixels', 'values'].includes(column?.kind ?? '')))
  )
    checkClassCount({
      ...request,
      head,
      data: { name: data.name, classes, property: facts?.vocab == null ? 'classes' : 'vocab' },
      extra: background.has(layer) ? 1 : 0,
    });
  if (judgesDistance(name)) checkDistance(term, head, request);
}

/** A distance is taken between as many numbers on both sides. */
function checkDistance(term: ReadTerm, head: Head, { data, targets, graph, reporter }: DataRequest): void {
  const column = targets.columnOf(head.name);
  const shape =
    column?.role === 'sample' ? data.facts?.shape : column?.role === 'target' ? data.facts?.target?.shape : null;
  if (shape == null || head.shape === null || column === null) return;
  const [given, wanted] = [product(head.shape.extents), product(shape)];
  if (given === null || given === wanted) return;
  const ends = head.name === null ? graph.model : `head ${head.name}`;
  const message = `${term.call.name} is taken between numbers of one shape; ${ends} ends in ${formatExtents(head.shape.extents)} (${head.layer?.id ?? 'its input'}), ${column.name} of ${data.name} has ${formatExtents(shape)}.`;
  reporter.say('loss-does-not-fit', term.at.at, message);
}
