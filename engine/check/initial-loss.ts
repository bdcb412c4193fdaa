import { expectedLoss } from './expected-loss.ts';
import { type CheckContext, type Finding, firstBatches, firstStage, freshNetwork } from './finding.ts';

const BATCHES = 4;
/** Shares of the expected loss by which the measured one may differ. */
const CLOSE = 0.2;
const FAR = 1;

/** The loss before the first update against that of equal scores: ln C for softmax, (C − 1)·Δ for hinge. */
export async function initialLoss(context: CheckContext): Promise<Finding> {
  const stage = firstStage(context);
  const network = await freshNetwork(context, { regularizers: [] });
  try {
    let samples = 0;
    let sum = 0;
    for (const batch of await firstBatches(context, stage.batch, BATCHES)) {
      const { loss, nonFinite } = await network.gradientStep(batch, 1);
      if (nonFinite !== undefined)
        return {
          verdict: 'wrong',
          message: `the ${nonFinite === 'loss' ? 'loss' : `output of ${nonFinite}`} is not a finite number before any update: look at the scale of the input and at init`,
          values: { loss: null, expected: null },
        };
      samples += batch.count;
      sum += loss * batch.count;
    }
    return judge(sum / samples, expectedLoss(context.job.graph, stage.loss));
  } finally {
    network.dispose();
  }
}

function judge(loss: number, expected: ReturnType<typeof expectedLoss>): Finding {
  if (expected === null)
    return {
      verdict: 'skipped',
      message: `${loss.toFixed(4)}; what to expect of this loss depends on the data`,
      values: { loss, expected: null },
    };
  const off = Math.abs(loss / expected.value - 1);
  const verdict = off <= CLOSE ? 'right' : off <= FAR ? 'doubtful' : 'wrong';
  const way =
    verdict === 'right'
      ? ''
      : loss < expected.value
        ? '; it knows something before it has learned: look for the target among the inputs'
        : '; scores are spread before anything is learned: normalize the input, or start the last layer with smaller weights';
  return {
    verdict,
    message: `${loss.toFixed(4)}, expected of equal scores ${expected.formula} = ${expected.value.toFixed(4)}${way}`,
    values: { loss, expected: expected.value },
  };
}
