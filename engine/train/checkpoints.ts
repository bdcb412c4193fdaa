/** When a training saves what: at the end of each epoch, by the clock between steps, where it stops, and snapshots at the ends of cycles. */
import type { Network } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import { saveCheckpoint, saveSnapshot } from '../runs/checkpoint.ts';
import type { Position } from './position.ts';
import type { RunLog } from './run-log.ts';

const CHECKPOINT_SECONDS = 300;

export interface CheckpointsOptions {
  readonly job: Job;
  readonly log: RunLog;
  /** Of the run. */
  readonly folder: string;
  readonly network: Network;
  readonly position: Position;
}

export class Checkpoints {
  readonly #options: CheckpointsOptions;
  #saved: { readonly step: number; readonly at: number } = { step: -1, at: performance.now() };

  constructor(options: CheckpointsOptions) {
    this.#options = options;
  }

  /** `best`: no validation of the run was better. */
  endEpoch(best: boolean): Promise<void> {
    return this.#save({ best, keep: this.#options.job.settings.keep ?? 0 });
  }

  /** Where the last one is too long ago. */
  async betweenSteps(): Promise<void> {
    const { checkpointSeconds = CHECKPOINT_SECONDS } = this.#options.job;
    if (performance.now() - this.#saved.at > 1000 * checkpointSeconds) await this.stop();
  }

  /** Where the training stands, if that is not saved yet. */
  async stop(): Promise<void> {
    if (this.#saved.step !== this.#options.position.step) await this.#save({ best: false, keep: null });
  }

  async snapshot(): Promise<void> {
    const { folder, network } = this.#options;
    saveSnapshot(folder, this.#names(), await network.averaged(() => network.weights()));
  }

  /** `keep`: of an epoch that ends here. */
  async #save({ best, keep }: { best: boolean; keep: number | null }): Promise<void> {
    const { log, folder, network, position } = this.#options;
    const { step, epochs } = position;
    const file = saveCheckpoint(
      folder,
      this.#names(),
      { weights: await network.weights(), optimizer: await network.optimizerState(), state: position },
      { evaluated: await network.averaged(() => network.weights()), best, keep },
    );
    this.#saved = { step, at: performance.now() };
    log.record({ type: 'checkpoint', step, epoch: epochs, file, best, seconds: log.seconds });
  }

  #names() {
    const { job, position } = this.#options;
    return { model: job.graph.model, epoch: position.epochs, step: position.step };
  }
}
