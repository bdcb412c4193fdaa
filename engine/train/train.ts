/** A training: a backend, the data, a network with its weights, and then the stages. */
import type { Backend } from '../backends/backend.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Network } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import type { Checkpoint } from '../runs/checkpoint.ts';
import { backendFor, type Choose } from './backend.ts';
import { differencesOf } from './differences.ts';
import { requireMemory } from './memory.ts';
import { openData } from './open-data.ts';
import { atStart, type Position } from './position.ts';
import type { RunLog } from './run-log.ts';
import { type Outcome, Stages, stagesOf, stepsOf } from './stages.ts';
import { loadWeights } from './transfer.ts';

export interface TrainingOptions {
  readonly job: Job;
  readonly log: RunLog;
  readonly stopping: AbortSignal;
  readonly choose: Choose;
  /** Of the run. */
  readonly folder: string;
  /** Where a run goes on; `null`: it starts. */
  readonly checkpoint: Checkpoint<Position> | null;
}

export class Training {
  readonly #options: TrainingOptions;
  readonly position: Position;

  constructor(options: TrainingOptions) {
    this.#options = options;
    this.position = options.checkpoint?.state ?? atStart();
  }

  /** Resolves when the last epoch is done or the run was asked to stop. */
  async run(): Promise<Outcome> {
    const { job, log, checkpoint, choose } = this.#options;
    log.say({ phase: 'backend', detail: 'choosing a backend', done: 0 });
    const before = checkpoint === null ? null : log.info;
    const choice = await backendFor(job, before, choose);
    const { backend } = choice;
    let data: Dataset | null = null;
    let network: Network | null = null;
    try {
      const differences = before === null ? [] : differencesOf(before, choice);
      log.backend(choice);
      requireMemory(job, backend.name);
      log.say({ phase: 'data', detail: `reading ${job.settings.data.name}`, done: 0 });
      data = await openData(job, {
        fold: job.fold,
        statistics: this.position.statistics ?? undefined,
        onCorrupt: (item) => log.corrupt(item),
      });
      this.position.statistics = data.statistics;
      network = await this.#network(backend);
      this.#start(backend, data, differences);
      return await new Stages({ ...this.#options, position: this.position, network, data }).run();
    } finally {
      network?.dispose();
      await data?.close();
      await backend.dispose();
    }
  }

  /** With the weights of the checkpoint, of another training, or fresh ones. */
  async #network(backend: Backend): Promise<Network> {
    const { job, log, checkpoint } = this.#options;
    const { init, seed, weights } = job.settings;
    const network = await backend.createNetwork({
      graph: job.graph,
      init,
      seed,
      ...stagesOf(job)[this.position.stage],
    });
    if (checkpoint !== null) {
      await network.setWeights(checkpoint.weights);
      await network.setOptimizerState(checkpoint.optimizer);
    } else if (weights !== undefined) {
      log.record(await loadWeights(network, weights, job.file));
    }
    return network;
  }

  #start({ name, device }: Backend, data: Dataset, differences: readonly string[]): void {
    const { job, log, checkpoint } = this.#options;
    const stages = stagesOf(job);
    const [first] = stages;
    const at = { time: new Date().toISOString(), backend: name, device };
    if (checkpoint !== null) {
      const { step, epochs: epoch } = this.position;
      log.record({ type: 'resume', ...at, step, epoch, differences });
      return;
    }
    log.record({
      type: 'start',
      ...at,
      epochs: stages.reduce((sum, { epochs }) => sum + epochs, 0),
      stepsPerEpoch: stepsOf(data, first),
      batch: first.batch * (first.accumulate ?? 1),
      trainImages: data.trainCount,
      valImages: data.valCount,
      params: job.graph.params ?? 0,
    });
  }
}
