/** The loss of a network that knows nothing yet: all its scores are about the same (CS231n notes, "Sanity checks"). */
import type { Graph } from '../../model/graph.ts';
import { headsOf } from '../../model/heads.ts';
import type { LossTerm } from '../../model/settings.ts';
import { completeCall } from '../complete-call.ts';

export interface ExpectedLoss {
  readonly value: number;
  /** `ln 10`, `9 · 1`. */
  readonly formula: string;
}

/** `null`: it depends on the data. */
export function expectedLoss(graph: Graph, loss: readonly LossTerm[]): ExpectedLoss | null {
  const terms = loss.map((term) => expectedOf(graph, term));
  if (terms.length === 0 || terms.some((term) => term === null)) return null;
  const known = terms as readonly ExpectedLoss[];
  const weighted = known.map(({ formula }, i) => (loss[i].weight === 1 ? formula : `${loss[i].weight} · ${formula}`));
  return { value: known.reduce((sum, { value }, i) => sum + loss[i].weight * value, 0), formula: weighted.join(' + ') };
}

function expectedOf(graph: Graph, { call, head }: LossTerm): ExpectedLoss | null {
  const end = headsOf(graph).find(({ name }) => head === undefined || name === head);
  const classes = end?.shape?.extents.at(-1) ?? null;
  const { name, args } = completeCall('loss', call);
  if (classes === null) return null;
  switch (name) {
    // −ln 1/C for every class.
    case 'softmax':
      return classes < 2 ? null : { value: Math.log(classes), formula: `ln ${classes}` };
    // Δ for every wrong class.
    case 'hinge':
      return hinge(classes, args.margin as number, 1);
    case 'squared_hinge':
      return hinge(classes, args.margin as number, 2);
    case 'binary_cross_entropy':
      return args.positive === 1 ? { value: Math.LN2, formula: 'ln 2' } : null;
    default:
      return null;
  }
}

const hinge = (classes: number, margin: number, power: 1 | 2): ExpectedLoss => ({
  value: (classes - 1) * margin ** power,
  formula: `${classes - 1} · ${margin}${power === 2 ? '²' : ''}`,
});
