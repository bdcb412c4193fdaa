/** An epoch of an optimizer that takes the whole training set at once (L-BFGS): a few iterations, each over all samples. */
import type { Scores } from '../protocol/records.ts';
import type { EpochRequest } from './epoch.ts';
import { evaluatePart } from './evaluate.ts';
import { NotFiniteError } from './failure.ts';

/** Scores of the training samples, `null` when it was stopped. */
export async function wholeSetEpoch(request: EpochRequest & { readonly name: string }): Promise<Scores | null> {
  const { network, data, stage, rate, position, clock, training, graph, name } = request;
  if (training.stopping()) return null;
  const begun = performance.now();
  const waited = data.waitedMs;
  const step = position.step + 1;
  const wholeGradient = async () => {
    let loss = 0;
    let samples = 0;
    for await (const batch of data.evaluationBatches('train', stage.batch)) {
      const part = { share: batch.count / data.trainCount, add: samples > 0 };
      const outcome = await network.gradientStep(batch, step, part);
      if (outcome.nonFinite !== undefined)
        throw new NotFiniteError(outcome.nonFinite, step, rate.at(position.stageStep).lr);
      loss += outcome.loss * batch.count;
      samples += batch.count;
      training.progress();
    }
    return loss / samples;
  };
  await network.minimize(wholeGradient);
  const options = { graph, batch: stage.batch, metrics: [], name, onBatch: () => {} };
  const scores = await evaluatePart(network, data, 'train', options);
  const { lr } = rate.at(position.stageStep);
  const ms = performance.now() - begun;
  position.step++;
  position.stageStep++;
  position.batches = data.trainSteps(stage.batch);
  position.sums = { ...position.sums, seconds: ms / 1000, waited: (data.waitedMs - waited) / 1000 };
  clock.advance(1);
  training.record({
    type: 'step',
    step: position.step,
    epoch: position.epochs + 1,
    loss: scores.loss,
    ...(scores.accuracy === undefined ? {} : { accuracy: scores.accuracy }),
    regularization: await network.penalty(),
    lr,
    ms,
  });
  await training.betweenSteps();
  return scores;
}
