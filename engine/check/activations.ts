import type { GraphLayer } from '../../model/graph.ts';
import type { LayerStatistics } from '../network/statistics.ts';
import { type CheckContext, type Finding, firstBatches, firstStage, freshNetwork } from './finding.ts';

/** Shares of a layer that do not answer at all, or are at the ends of their range. */
const MANY = 0.5;
const ALMOST_ALL = 0.9;
/** Deviations beyond these vanish, or explode. */
const FAINT = 1e-3;
const LOUD = 1e3;

export interface ActivationRow extends LayerStatistics {
  readonly kind: string;
  /** What is wrong with it, in words. */
  readonly fault: string | null;
}

/** A fresh network on a batch: mean, deviation, zeros and saturation of every layer. */
export async function activationStatistics(
  context: CheckContext,
): Promise<Finding & { readonly layers: readonly ActivationRow[] }> {
  const [batch] = await firstBatches(context, firstStage(context).batch, 1);
  const network = await freshNetwork(context);
  try {
    const found = await network.statistics(batch.inputs, batch.count);
    const kinds = new Map(context.job.graph.layers.map((layer) => [layer.id, layer.layer]));
    const layers = found.map((row): ActivationRow => {
      const kind = kinds.get(row.layer) ?? '';
      return { ...row, kind, fault: faultOf(kind, row) };
    });
    return { ...judge(layers), layers };
  } finally {
    network.dispose();
  }
}

const percent = (share: number) => `${(100 * share).toFixed(0)}%`;

function faultOf(
  kind: GraphLayer['layer'] | '',
  { mean, deviation, dead = 0, saturated = 0 }: LayerStatistics,
): string | null {
  if (!Number.isFinite(mean) || !Number.isFinite(deviation)) return 'not finite';
  if (dead > MANY) return `${percent(dead)} of its channels are dead`;
  if (saturated > MANY) return `${percent(saturated)} saturated`;
  // A softmax over many classes is small everywhere.
  if (kind !== 'softmax' && deviation < FAINT) return `vanishes: deviation ${deviation.toExponential(1)}`;
  return deviation > LOUD ? `explodes: deviation ${deviation.toExponential(1)}` : null;
}

function judge(layers: readonly ActivationRow[]): Finding {
  const faults = layers.filter(({ fault }) => fault !== null);
  const [first] = faults;
  const share = (key: 'dead' | 'saturated') => Math.max(0, ...layers.map((layer) => layer[key] ?? 0));
  const [dead, saturated] = [share('dead'), share('saturated')];
  const values = { layers: layers.length, faults: faults.length, dead, saturated };
  if (first === undefined)
    return {
      verdict: 'right',
      message: `${layers.length} layers: none vanishes, explodes or saturates; at most ${percent(dead)} of the channels of a ReLU are dead`,
      values,
    };
  const broken = layers.some(({ mean }) => !Number.isFinite(mean)) || dead > ALMOST_ALL || saturated > ALMOST_ALL;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more layers` : '';
  return {
    verdict: broken ? 'wrong' : 'doubtful',
    message: `${first.layer}: ${first.fault}${more}; look at init and at the normalization of the input, or put batchnorm before the activation`,
    values,
  };
}
