/** Losses against what the model ends in: each head its loss, each loss a head that it can judge. */
import type { Graph } from '../../../model/graph.ts';
import { type Head, headsOf } from '../../../model/heads.ts';
import { judgesObjects, lossMisfit, type Misfit } from '../../../model/losses/fit.ts';
import { describeShape, isImage } from '../../../model/shape.ts';
import type { QuickFix, Range } from '../analysis.ts';
import type { Surroundings } from './around.ts';
import type { ReadData } from './data.ts';
import type { Losses, ReadTerm } from './losses.ts';
import { nearest, renameFix } from './reporter.ts';
import type { Targets } from './targets.ts';

export interface HeadsRequest {
  readonly losses: Losses & { readonly at: Range };
  readonly graph: Graph;
  readonly data: ReadData | null;
  readonly targets: Targets;
  readonly around: Surroundings;
}

export function checkLosses(request: HeadsRequest): void {
  const { losses, graph, around } = request;
  const { reporter } = around;
  const heads = headsOf(graph);
  if (losses.terms.length === 0) {
    if (!reporter.hasErrorsIn(losses.at))
      reporter.say(
        'missing-loss',
        losses.at,
        'There is no loss, only regularization; for example softmax() + l2(1e-4).',
      );
    return;
  }
  if (graph.heads === undefined ? !withoutHeads(request, heads) : !withHeads(request, heads)) return;
  for (const term of losses.terms) {
    const head = heads.find(({ name }) => name === term.head) ?? (term.head === undefined ? heads[0] : undefined);
    if (head !== undefined) judge(term, head, request);
  }
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Whether the losses go with a model that has no heads. */
function withoutHeads({ losses, graph, around }: HeadsRequest, heads: readonly Head[]): boolean {
  const [first] = losses.heads;
  if (first !== undefined) {
    const message = `${graph.model} has no heads, so there is nothing called ${first.text}; write the loss alone.`;
    around.reporter.say('unknown-name', first, message);
    return false;
  }
  if (heads.length < 2) return true;
  const ends = listed(heads.map(({ layer, shape }) => `${describeShape(shape)} (${layer?.id ?? 'its input'})`));
  const message = `${graph.model} ends in ${heads.length} tensors, ${ends}; name each, as in head class { … }, and give each its loss: { class: softmax(), … }.`;
  around.reporter.say('loss-for-several', losses.at, message);
  return false;
}

/** Whether the losses name the heads of the model. */
function withHeads(request: HeadsRequest, heads: readonly Head[]): boolean {
  const { losses, graph, around } = request;
  const { reporter } = around;
  const known = heads.flatMap(({ name }) => name ?? []);
  for (const key of losses.heads) {
    if (known.includes(key.text)) continue;
    const message = `${graph.model} has no head ${key.text}; it has ${listed(known)}.`;
    reporter.say('unknown-name', key, message, { fixes: renameFix(key, nearest(key.text, known)) });
  }
  const loose = losses.terms.find(({ head }) => head === undefined);
  if (loose !== undefined && heads.length > 1) {
    const example = known.map((name) => `${name}: …`).join(', ');
    const message = `${graph.model} has the heads ${listed(known)}; say which of them ${loose.call.name} judges: { ${example} }.`;
    reporter.say('loss-for-several', loose.at.at, message, { fixes: forEach(loose, heads, request) });
    return false;
  }
  const idle = loose === undefined ? known.filter((name) => losses.heads.every(({ text }) => text !== name)) : [];
  if (idle.length > 0) {
    const [verb, them] = idle.length === 1 ? ['has', 'it'] : ['have', 'them'];
    const message = `${listed(idle)} ${verb} no loss: what leads to ${them} alone does not learn.`;
    reporter.say('head-without-loss', losses.heads[0] ?? losses.at, message, { severity: 'warning' });
  }
  return true;
}

/** The same loss for each head, where each can be judged so; what else is added up stays with the first. */
function forEach({ at, call }: ReadTerm, heads: readonly Head[], request: HeadsRequest): QuickFix[] {
  const { losses, around } = request;
  if (losses.terms.length > 1 || heads.some((head) => misfitOf(call.name, head, request) !== null)) return [];
  const { text } = around.environment.file;
  const { start, end } = losses.at;
  const written = (range: Range) => text.slice(range.start, range.end);
  const entries = heads.map(({ name }, i) => `${name}: ${written(i === 0 ? losses.at : at.at)}`);
  const changes = [{ start, end, text: `{ ${entries.join(', ')} }` }];
  return [{ title: `Give each head ${written(at.at)}`, changes }];
}

function judge(term: ReadTerm, head: Head, request: HeadsRequest): void {
  const misfit = misfitOf(term.call.name, head, request);
  if (misfit !== null) request.around.reporter.say(misfit.code, term.at.at, misfit.message);
}

function misfitOf(loss: string, head: Head, { graph, targets, data }: HeadsRequest): Misfit | null {
  const boxes = judgesObjects(loss) ? data?.columns?.find(({ kind }) => kind === 'boxes') : undefined;
  const column = boxes ?? targets.columnOf(head.name);
  const ends = head.name === null ? `${graph.model} ends in` : `head ${head.name} ends in`;
  const misfit = lossMisfit(loss, head, column?.kind ?? null, ends);
  const perPixel = misfit !== null && column?.kind === 'class' && head.shape !== null && isImage(head.shape);
  const columns = data?.columns?.map(({ name }) => name) ?? [];
  if (!perPixel || columns.length === 0) return misfit;
  return { ...misfit, message: `${misfit.message} The columns of ${data?.name} are ${listed(columns)}.` };
}
