import { type CheckContext, endlessBatches, type Finding, firstStage, freshNetwork } from './finding.ts';

const FROM = 1e-6;
const TO = 10;
const STEPS = 120;
/** How much of the smoothed loss each new step is. */
const NEW = 0.15;
/** Times the least loss: it has exploded. */
const EXPLODED = 4;
/** Share of the whole fall after which the loss counts as falling. */
const FALLS = 0.1;

export interface RangePoint {
  readonly lr: number;
  /** Smoothed over the steps so far. */
  readonly loss: number;
}

/**
 * The learning rate grows by a factor from step to step until the loss explodes (Smith, Cyclical learning rates, 2017).
 * The best range goes from where the loss falls to where it is least; a third of the upper end is a rate to start with.
 */
export async function learningRateRange(
  context: CheckContext,
): Promise<Finding & { readonly points: readonly RangePoint[] }> {
  const { budget, onStep } = context;
  const stage = firstStage(context);
  if (stage.optimizer.name === 'lbfgs')
    return { verdict: 'skipped', message: 'lbfgs looks for its own step', values: {}, points: [] };
  const network = await freshNetwork(context);
  const end = performance.now() + budget;
  const points: RangePoint[] = [];
  let exploded: number | null = null;
  try {
    let step = 0;
    let smoothed = 0;
    let least = Number.POSITIVE_INFINITY;
    for await (const batch of endlessBatches(context, stage.batch)) {
      if (step === STEPS || performance.now() > end) break;
      const lr = FROM * (TO / FROM) ** (step / (STEPS - 1));
      step++;
      const { loss, nonFinite, gradientNorm = 0 } = await network.trainStep(batch, step, { lr });
      smoothed += NEW * (loss - smoothed);
      // Until there are enough steps the mean leans to zero.
      const mean = smoothed / (1 - (1 - NEW) ** step);
      onStep?.(step, STEPS);
      if (nonFinite !== undefined || !Number.isFinite(gradientNorm) || (step > 5 && mean > EXPLODED * least)) {
        exploded = lr;
        break;
      }
      least = Math.min(least, mean);
      points.push({ lr, loss: mean });
    }
  } finally {
    network.dispose();
  }
  return { ...judge(points, exploded, stage.optimizer.args.lr as number), points };
}

const figure = (lr: number) => lr.toExponential(1).replace('-', '−');

/** What a curve says of `own`, the rate of the training. */
export function judge(points: readonly RangePoint[], exploded: number | null, own: number): Finding {
  const least = points.reduce((best, point) => (point.loss < best.loss ? point : best), points[0]);
  const values = { from: null, to: null, suggestion: null, exploded, own };
  const [first] = points;
  const fall = first === undefined ? 0 : first.loss - least.loss;
  if (first === undefined || fall <= 0.01 * Math.abs(first.loss))
    return {
      verdict: 'wrong',
      message: `the loss falls at no learning rate from ${figure(FROM)} to ${figure(points.at(-1)?.lr ?? FROM)}: look at the gradients (gradcheck) and the targets`,
      values,
    };
  const from = (points.find(({ loss }) => first.loss - loss >= FALLS * fall) ?? first).lr;
  const to = least.lr;
  const suggestion = to / 3;
  const verdict = (exploded !== null && own >= exploded) || own > 3 * to || own < from / 10 ? 'doubtful' : 'right';
  const explodes = exploded === null ? '' : `, explodes at ${figure(exploded)}`;
  const said =
    verdict === 'right'
      ? ''
      : own > to
        ? `; ${figure(own)} of the training is too high`
        : `; ${figure(own)} of the training is low`;
  return {
    verdict,
    message: `the loss falls from ${figure(from)} to ${figure(to)}${explodes}; about ${figure(suggestion)} to start with${said}`,
    values: { ...values, from, to, suggestion },
  };
}
