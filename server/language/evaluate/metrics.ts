/** Metrics against the heads that they measure. */

import type { NameOf } from '../../../model/catalog/index.ts';
import type { Graph } from '../../../model/graph.ts';
import { type Head, headsOf } from '../../../model/heads.ts';
import { describeShape, isTokens } from '../../../model/shape.ts';
import type { ReadCall } from './callables.ts';
import { nearest, type Reporter, renameFix } from './reporter.ts';

const BOX = 4;

/** What a metric needs of the last axis of its head. */
const takes: { readonly [M in NameOf<'metric'>]: 'scores' | 'box' | 'anything' } = {
  accuracy: 'scores',
  top_k: 'scores',
  mean_iou: 'scores',
  perplexity: 'scores',
  iou: 'box',
  mean_average_precision: 'anything',
  mean_error: 'anything',
};

export function checkMetrics(metrics: readonly ReadCall[], graph: Graph, reporter: Reporter): void {
  const heads = headsOf(graph);
  const known = heads.flatMap(({ name }) => name ?? []);
  for (const metric of metrics) {
    const { call, callee, given, at } = metric;
    const asked = given.has('head') && typeof call.args.head === 'string' ? call.args.head : null;
    if (asked !== null && !known.includes(asked)) {
      const place = given.get('head')?.value ?? callee;
      const there = known.length === 0 ? `${graph.model} has no heads` : `${graph.model} has ${known.join(', ')}`;
      const message = `There is no head ${asked}; ${there}.`;
      reporter.say('unknown-name', place, message, { fixes: renameFix(place, nearest(asked, known)) });
      continue;
    }
    if (asked === null && heads.length > 1) {
      const message = `${graph.model} has the heads ${known.join(', ')}; say which one ${call.name} measures, as in ${call.name}(head=${known[0]}).`;
      reporter.say('missing-argument', callee, message);
      continue;
    }
    const head = asked === null ? heads[0] : heads.find(({ name }) => name === asked);
    const message = head === undefined ? null : misfit(metric, head, graph);
    if (message !== null) reporter.say('metric-does-not-fit', at, message);
    else if (head !== undefined) checkRank(metric, head, reporter);
  }
}

/** Among as many as there are, the true class always is. */
function checkRank({ call, at }: ReadCall, { shape }: Head, reporter: Reporter): void {
  const classes = shape?.extents.at(-1) ?? null;
  const k = call.args.k ?? call.args.top;
  if (typeof k !== 'number' || classes === null || classes < 2 || k < classes) return;
  const message = `The true class is always among ${k} of ${classes} scores: ${call.name} is 1 whatever the model says.`;
  reporter.say('metric-says-nothing', at, message, { severity: 'warning' });
}

function misfit({ call }: ReadCall, { name, shape }: Head, { model }: Graph): string | null {
  if (shape === null) return null;
  const ends = `${name === null ? `${model} ends` : `head ${name} ends`} in ${describeShape(shape)}`;
  const last = shape.extents.at(-1) ?? null;
  const want = takes[call.name as NameOf<'metric'>];
  if (want === 'box')
    return last === BOX || last === null ? null : `${call.name} measures boxes of 4 numbers; ${ends}.`;
  if (want !== 'scores') return null;
  return isTokens(shape) ? `${call.name} measures scores of classes; ${ends}.` : null;
}
