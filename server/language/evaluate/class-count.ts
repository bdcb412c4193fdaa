/** The scores that a model ends in against the classes that its data has. */
import type { Graph } from '../../../model/graph.ts';
import type { Head } from '../../../model/heads.ts';
import type { QuickFix, Range, Related } from '../analysis.ts';
import type { Lines } from '../lines.ts';
import type { ModelItem, TrainItem } from '../syntax/tree.ts';
import { findCall } from './find-call.ts';
import type { Reporter } from './reporter.ts';

export interface ClassCountRequest {
  readonly train: TrainItem;
  /** Where it stands in this file. */
  readonly model: ModelItem | null;
  readonly graph: Graph;
  readonly head: Head;
  readonly data: { readonly name: string; readonly classes: number; readonly property: 'classes' | 'vocab' };
  /** Scores that are no class of the data: the background of a detector. */
  readonly extra: number;
  /** Of this file. */
  readonly text: string;
  readonly lines: Lines;
  readonly reporter: Reporter;
}

export function checkClassCount(request: ClassCountRequest): void {
  const { train, graph, head, data, extra, reporter } = request;
  const scores = scoresOf(head, extra > 0 || head.layer?.layer === 'yolo');
  const wanted = data.classes + extra;
  if (scores === null || scores === wanted) return;
  const { at, related, fixes } = place(request, scores, wanted);
  const ends = `${head.name === null ? graph.model : `head ${head.name}`} ends in ${scores} scores${head.layer === null ? '' : ` (${head.layer.id})`}`;
  const what = data.property === 'vocab' ? 'symbols' : 'classes';
  const has = `${data.name} has ${data.classes} ${what}${extra > 0 ? ` and the background: ${data.classes} + ${extra} = ${wanted}` : ''}`;
  const [why, severity] =
    scores < wanted
      ? ([`Labels go up to ${wanted - 1}, and there is no score for them.`, 'error'] as const)
      : ([`${scores} − ${wanted} = ${scores - wanted} scores stand for nothing.`, 'warning'] as const);
  const where = at ?? train.model ?? train;
  reporter.say('class-count', where, `${ends}; ${has}. ${why}`, { severity, fixes, related });
}

/** Of a detector the classes that it is asked for, else the extent of the last axis. */
function scoresOf({ layer, shape }: Head, asked: boolean): number | null {
  const classes = layer?.args.classes;
  if (asked) return typeof classes === 'number' ? classes : null;
  return shape?.extents.at(-1) ?? null;
}

/** Where the number stands: what the train gives, what the layer is asked for; else the train itself. */
function place(
  { train, model, head, data, text, lines, extra }: ClassCountRequest,
  scores: number,
  wanted: number,
): { at: Range | null; related: Related[]; fixes: QuickFix[] } {
  const nowhere = { at: null, related: [], fixes: [] };
  const { layer } = head;
  const source = layer?.source;
  if (model === null || layer == null || source === undefined || source.calls.length > 0) return nowhere;
  const call = findCall(model, lines.start(source.line) + source.column - 1);
  const value = call?.args?.find((argument) => {
    const { kind } = argument.value;
    return kind === 'integer'
      ? argument.value.value === scores
      : kind === 'name' && parameterIndex(model, argument.value.text) >= 0;
  })?.value;
  const byData = `${data.name}.${data.property}${extra > 0 ? ` + ${extra}` : ''}`;
  const related = value === undefined ? [] : [{ start: value.start, end: value.end, message: `${scores} scores` }];
  if (value?.kind === 'integer')
    return { at: null, related, fixes: [replace(value, `${wanted}`, `Make it ${wanted} scores`)] };
  if (value?.kind !== 'name') return nowhere;
  const index = parameterIndex(model, value.text);
  const given = train.args.find((arg, i) => (arg.name === null ? i === index : arg.name.text === value.text));
  if (given !== undefined)
    return {
      at: given.value,
      related,
      fixes: [
        replace(given.value, byData, `${value.text} = ${byData} ⟶ ${wanted} scores`),
        replace(given.value, `${wanted}`, `${value.text} = ${wanted}`),
      ],
    };
  const name = train.model;
  if (name === null) return nowhere;
  const last = train.args.at(-1);
  const argument = `${value.text} = ${byData}`;
  const empty = last === undefined && text[name.end] === '(';
  const end = last?.end ?? name.end + (empty ? 1 : 0);
  const written = last === undefined ? (empty ? argument : `(${argument})`) : `, ${argument}`;
  return {
    at: null,
    related,
    fixes: [{ title: `${argument} ⟶ ${wanted} scores`, changes: [{ start: end, end, text: written }] }],
  };
}

const parameterIndex = ({ parameters }: ModelItem, name: string): number =>
  parameters.findIndex((parameter) => parameter.name.text === name);

const replace = ({ start, end }: Range, text: string, title: string): QuickFix => ({
  title,
  changes: [{ start, end, text }],
});
