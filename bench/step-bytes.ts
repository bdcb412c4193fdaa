/** What a training step takes of the embedded backend's memory, beside what the checker predicts. */
import { openCpu } from '../engine/backends/cpu/backend.ts';
import { planTraining } from '../model/plan.ts';
import { graphOf, type NetName } from './nets.ts';
import { learning, randomBatch, settingsOf } from './random-batch.ts';

const STEPS = 3;

export interface StepBytes {
  /** By the plan, for as many threads as computed. */
  readonly predicted: number;
  /** After each step. */
  readonly taken: readonly number[];
  /** After an evaluation, and a step on a batch that is smaller by one. */
  readonly takenAtLast: number;
}

export async function stepBytes(name: NetName, batch: number, threads?: number): Promise<StepBytes> {
  const graph = graphOf(name);
  const backend = await openCpu({ threads });
  try {
    const { machine } = backend;
    const plan = planTraining(graph, batch, { optimizerCopies: 1, threads: machine.threads });
    if (plan === null) throw new Error(`${name} has sizes that are not known.`);
    const network = await backend.createNetwork({ graph, batch, ...settingsOf(learning) });
    const values = randomBatch(graph, batch);
    const taken: number[] = [];
    for (let step = 1; step <= STEPS; step++) {
      await network.trainStep(values, step);
      taken.push(machine.reach);
    }
    await network.evaluate(values);
    await network.trainStep(randomBatch(graph, batch - 1), STEPS + 1);
    const takenAtLast = machine.reach;
    network.dispose();
    return { predicted: plan.bytes.total, taken, takenAtLast };
  } finally {
    await backend.dispose();
  }
}
