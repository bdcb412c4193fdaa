import type { Batch, Target } from '../data/batch.ts';
import { permutation } from '../random/philox.ts';
import { countRight } from '../train/count-right.ts';
import { evaluateWindows } from '../train/windows.ts';
import { type CheckContext, endlessBatches, type Finding, firstStage, freshNetwork } from './finding.ts';

const STEPS = 200;
/** Validation samples, about. */
const VALIDATED = 1000;
/** Of the loss of the classes' shares: below it something has been learned. */
const KNOWS = 0.8;

export interface ShuffleOptions {
  /** The place that the target of each place comes from. */
  readonly order?: (count: number, seed: number, step: number) => ArrayLike<number>;
}

const shuffled = (count: number, seed: number, step: number) =>
  permutation(count, { seed, purpose: 'check', time: step, index: 300 });

/** Trained on labels that say nothing of the inputs, a network does no better than chance on what it has not seen. */
export async function shuffledLabels(
  context: CheckContext,
  { order = shuffled }: ShuffleOptions = {},
): Promise<Finding> {
  const { job, data, budget, onStep } = context;
  const stage = firstStage(context);
  const { optimizer } = stage;
  if (data.classes === null || data.valCount === 0 || optimizer.name === 'lbfgs')
    return { verdict: 'skipped', message: 'only for classes, a validation part and steps on batches', values: {} };
  const network = await freshNetwork(context);
  const end = performance.now() + budget;
  try {
    let step = 0;
    for await (const batch of endlessBatches(context, stage.batch)) {
      if (step === STEPS || performance.now() > end) break;
      step++;
      const { nonFinite } = await network.trainStep(
        withOrder(batch, order(batch.count, job.settings.seed, step)),
        step,
      );
      if (nonFinite !== undefined)
        return {
          verdict: 'doubtful',
          message: `the ${nonFinite === 'loss' ? 'loss' : `output of ${nonFinite}`} is not a finite number after ${step} steps: take a lower learning rate`,
          values: { steps: step },
        };
      onStep?.(step, STEPS);
    }
    let [judged, correct, lossSum, samples] = [0, 0, 0, 0];
    const counts = new Map<number, number>();
    for await (const batch of data.evaluationBatches('val', stage.batch)) {
      const { outputs, lossSum: loss } = await evaluateWindows(network, batch, stage.batch);
      const right = countRight(outputs, batch);
      judged += right.judged;
      correct += right.correct;
      lossSum += loss;
      samples += batch.count;
      for (const target of Object.values(batch.targets).slice(0, 1))
        for (const value of target.values) counts.set(value, (counts.get(value) ?? 0) + 1);
      if (samples >= VALIDATED) break;
    }
    if (judged === 0) return { verdict: 'skipped', message: 'no head gives one class for each sample', values: {} };
    const only = stage.loss.length === 1 && stage.loss[0].call.name === 'softmax';
    return judge({ accuracy: correct / judged, counts, judged, loss: only ? lossSum / samples : null, step });
  } finally {
    network.dispose();
  }
}

function withOrder(batch: Batch, order: ArrayLike<number>): Batch {
  const targets = Object.entries(batch.targets).map(([name, target]) => [name, reordered(target, batch.count, order)]);
  return { ...batch, targets: Object.fromEntries(targets) };
}

function reordered(target: Target, count: number, order: ArrayLike<number>): Target {
  const size = target.values.length / count;
  const take = (_: number, i: number) => target.values[order[Math.floor(i / size)] * size + (i % size)];
  const { length } = target.values;
  if (target.kind === 'classes') return { kind: target.kind, values: Int32Array.from({ length }, take) };
  return { kind: target.kind, values: Float32Array.from({ length }, take) };
}

interface Judged {
  readonly accuracy: number;
  readonly judged: number;
  readonly counts: ReadonlyMap<number, number>;
  /** Of softmax alone. */
  readonly loss: number | null;
  readonly step: number;
}

/**
 * Chance is the share of the commonest class. All samples of a class may go the same way, so that by luck a class or two
 * are right as a whole: three standard deviations are allowed, each at least 1/C.
 */
function judge({ accuracy, judged, counts, loss, step }: Judged): Finding {
  const shares = [...counts.values()].map((count) => count / judged);
  const chance = Math.max(...shares);
  const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
  const limit = chance + 3 * Math.max(Math.sqrt((chance * (1 - chance)) / judged), 1 / counts.size);
  const knows = accuracy > limit || (loss !== null && loss < KNOWS * entropy);
  const lost = loss === null ? '' : `, loss ${loss.toFixed(4)} (the shares of the classes give ${entropy.toFixed(4)})`;
  return {
    verdict: knows ? 'wrong' : 'right',
    message: `validation accuracy ${(100 * accuracy).toFixed(1)}% after ${step} steps, chance ${(100 * chance).toFixed(1)}%${lost}${knows ? '; nothing could be learned, so validation does not measure what it should' : ''}`,
    values: { accuracy, chance, loss, entropy, steps: step },
  };
}
