import type { Graph, GraphLayer } from '../../model/graph.ts';
import { countRight } from '../train/count-right.ts';
import { type CheckContext, type Finding, firstBatches, firstStage, networkBy } from './finding.ts';

const SAMPLES = 20;
const STEPS = 1000;
/** Share of the first loss that counts as none. */
const NONE = 0.01;
const LR = 1e-3;

/** Some samples are learned by heart: without regularization and noise the loss goes to about zero. */
export async function overfitsFew(context: CheckContext): Promise<Finding> {
  const { job, budget, onStep } = context;
  const [batch] = await firstBatches(context, SAMPLES, 1);
  const { init, seed } = job.settings;
  const network = await networkBy(context, {
    graph: withoutNoise(job.graph),
    init,
    seed,
    batch: SAMPLES,
    regularizers: [],
    optimizer: { name: 'adam', args: { lr: LR, beta1: 0.9, beta2: 0.999, eps: 1e-8 } },
    loss: firstStage(context).loss.map((term) => ({ ...term, call: withoutSmoothing(term.call) })),
  });
  const end = performance.now() + budget;
  let first = Number.NaN;
  let loss = Number.NaN;
  let accuracy: number | null = null;
  let step = 0;
  try {
    while (step < STEPS && performance.now() < end) {
      step++;
      const outcome = await network.trainStep(batch, step);
      const { judged, correct } = countRight(outcome.outputs, batch);
      loss = outcome.loss;
      accuracy = judged === 0 ? null : correct / judged;
      if (step === 1) first = loss;
      onStep?.(step, STEPS);
      if (!Number.isFinite(loss) || loss <= NONE * first) break;
    }
  } finally {
    network.dispose();
  }
  return judge({ first, loss, accuracy, step, count: batch.count, inTime: step < STEPS && performance.now() >= end });
}

interface Overfit {
  readonly first: number;
  readonly loss: number;
  readonly accuracy: number | null;
  readonly step: number;
  readonly count: number;
  /** Whether the time ended it. */
  readonly inTime: boolean;
}

function judge({ first, loss, accuracy, step, count, inTime }: Overfit): Finding {
  const learned = loss <= NONE * first;
  const verdict = learned ? 'right' : inTime || (accuracy === 1 && loss < first / 10) ? 'doubtful' : 'wrong';
  const scored = accuracy === null ? '' : `, accuracy ${(100 * accuracy).toFixed(0)}%`;
  const way = learned
    ? ''
    : inTime
      ? '; the time was up before it was learned: allow more seconds'
      : verdict === 'doubtful'
        ? '; it is learned, but slowly'
        : '; the network cannot learn even these: look at its targets, its gradients (gradcheck) and whether it is large enough';
  return {
    verdict,
    message: `${count} samples: loss ${first.toFixed(4)} ⟶ ${loss.toPrecision(3)}${scored} after ${step} steps of adam(${LR})${way}`,
    values: { samples: count, first, loss, accuracy, steps: step },
  };
}

/** Label smoothing keeps the loss away from zero. */
const withoutSmoothing = ({ name, args }: { name: string; args: GraphLayer['args'] }) => ({
  name,
  args: 'smoothing' in args ? { ...args, smoothing: 0 } : args,
});

const noisy: ReadonlySet<string> = new Set(['dropout', 'spatial_dropout', 'stochastic_depth', 'dropconnect']);

/** With every p of dropping at zero. */
export const withoutNoise = (graph: Graph): Graph => ({
  ...graph,
  layers: graph.layers.map((layer) => {
    if (noisy.has(layer.layer)) return { ...layer, args: { ...layer.args, p: 0 } };
    return layer.layer === 'gaussian_noise' ? { ...layer, args: { ...layer.args, std: 0 } } : layer;
  }),
});
