/** The training loop: a backend, the data, epochs of steps, validation and checkpoints after each epoch. */
import { setImmediate } from 'node:timers/promises';
import type { Backend } from '../backends/backend.ts';
import { chooseBackend } from '../backends/choose.ts';
import type { Batch } from '../data/batch.ts';
import { countCorrect } from '../data/class-batch.ts';
import { type Dataset, openDataset } from '../data/dataset.ts';
import { Scoreboard } from '../metrics/index.ts';
import type { Ends, Network, StepOutcome } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import type { EpochRecord, Scores } from '../protocol/records.ts';
import type { RunFolder } from '../runs/folder.ts';
import { paceAt, plateauAfterEpoch, plateauStart, takesSnapshot } from '../schedules/index.ts';
import { Clock } from './clock.ts';
import { NotFiniteError } from './failure.ts';
import type { RunState } from './run.ts';

/** Where a run is; the end record says it. */
export interface Position {
  epoch: number;
  step: number;
}

/** A forward pass costs about a third of a training step. */
const VALIDATION_COST = 1 / 3;

/** Of the head that is compared with classes. */
function correctOf(outputs: Ends, { targets }: Batch): number {
  const [name, target] = Object.entries(targets).find(([, { kind }]) => kind === 'classes') ?? [];
  return name === undefined || target?.kind !== 'classes' ? 0 : countCorrect(outputs[name], target.values);
}

export class Training {
  readonly #job: Job;
  readonly #state: RunState;
  readonly #folder: RunFolder;
  readonly position: Position = { epoch: 0, step: 0 };
  #best = -1;
  #saved = -1;
  #plateau = plateauStart;

  constructor(job: Job, state: RunState, folder: RunFolder) {
    this.#job = job;
    this.#state = state;
    this.#folder = folder;
  }

  /** Resolves when the last epoch is done or the run was asked to stop. */
  async run(): Promise<'finished' | 'stopped'> {
    const { graph, settings } = this.#job;
    this.#say('backend', 'choosing a backend', 0);
    const { backend, report } = await chooseBackend({ requested: this.#job.backend, threads: this.#job.threads });
    const { info } = this.#state;
    this.#state.setInfo({
      ...info,
      backend: report,
      threads: backend.threads,
      versions: { ...info.versions, ...backend.versions },
    });
    this.#folder.writeInfo(this.#state.info);
    this.#say('data', `reading ${settings.data.name}`, 0);
    await setImmediate();
    const data = await openDataset({ ...this.#job, ...settings });
    try {
      const network = await backend.createNetwork({ graph, ...settings });
      try {
        this.#start(backend, data);
        return await this.#epochs(network, data);
      } finally {
        network.dispose();
        await backend.dispose();
      }
    } finally {
      await data.close();
    }
  }

  #start(backend: Backend, data: Dataset): void {
    const { graph, settings } = this.#job;
    this.#record({
      type: 'start',
      time: new Date().toISOString(),
      backend: backend.name,
      device: backend.device,
      epochs: settings.epochs,
      stepsPerEpoch: Math.ceil(data.trainCount / settings.batch),
      batch: settings.batch,
      trainImages: data.trainCount,
      valImages: data.valCount,
      params: graph.params ?? 0,
    });
  }

  async #epochs(network: Network, data: Dataset): Promise<'finished' | 'stopped'> {
    const { batch, epochs } = this.#job.settings;
    const steps = Math.ceil(data.trainCount / batch);
    const validation = Math.ceil(data.valCount / batch) * VALIDATION_COST;
    const clock = new Clock(epochs * (steps + validation));
    for (let epoch = 1; epoch <= epochs; epoch++) {
      this.position.epoch = epoch;
      const begun = performance.now();
      const train = await this.#epoch(network, data, clock);
      if (train === null) {
        await this.#save(network, false);
        return 'stopped';
      }
      const { metrics, ...val } = await network.averaged(() => this.#validate(network, data, clock));
      this.#plateau = plateauAfterEpoch(this.#job.settings.schedule, this.#moment(data), this.#plateau, val.loss);
      const seconds = (performance.now() - begun) / 1000;
      this.#record({ type: 'epoch', epoch, step: this.position.step, train, val, ...metrics, seconds });
      await this.#save(network, val.accuracy > this.#best);
      this.#best = Math.max(this.#best, val.accuracy);
    }
    return 'finished';
  }

  /** Where the schedule stands before the next step. */
  #moment({ trainCount }: Dataset) {
    const { batch, epochs } = this.#job.settings;
    return { step: this.position.step, stepsPerEpoch: Math.ceil(trainCount / batch), epochs };
  }

  /** Mean scores over the epoch, `null` when it was stopped. */
  async #epoch(network: Network, data: Dataset, clock: Clock): Promise<Scores | null> {
    const { batch: size, optimizer, schedule } = this.#job.settings;
    const { position } = this;
    let loss = 0;
    let correct = 0;
    // Fewer than the set has where some cannot be read.
    let samples = 0;
    for await (const batch of data.trainBatches(position.epoch, size)) {
      if (this.#state.stopping) return null;
      const { count } = batch;
      const begun = performance.now();
      const moment = this.#moment(data);
      const pace = paceAt(schedule, moment, optimizer.args.lr as number, this.#plateau);
      const { lr } = pace;
      const outcome: StepOutcome = await network.trainStep(batch, position.step + 1, pace);
      const ms = performance.now() - begun;
      const { gradientNorm = 0, nonFinite = Number.isFinite(gradientNorm) ? undefined : 'gradient' } = outcome;
      if (nonFinite !== undefined) throw new NotFiniteError(nonFinite, position.step + 1, lr);
      position.step++;
      loss += outcome.loss * count;
      samples += count;
      const right = correctOf(outcome.outputs, batch);
      correct += right;
      clock.advance(1);
      this.#record({
        type: 'step',
        step: position.step,
        epoch: position.epoch,
        loss: outcome.loss,
        accuracy: right / count,
        regularization: outcome.regularization,
        lr,
        ms,
      });
      if (takesSnapshot(schedule, moment)) await this.#snapshot(network);
      this.#say('training', `epoch ${position.epoch} of ${this.#job.settings.epochs}`, clock.done, clock.secondsLeft);
      // Lets requests in between steps.
      await setImmediate();
    }
    return { loss: loss / samples, accuracy: correct / samples };
  }

  async #validate(
    network: Network,
    data: Dataset,
    clock: Clock,
  ): Promise<Scores & { readonly metrics: Pick<EpochRecord, 'metrics'> }> {
    const { metrics: calls = [], data: source } = this.#job.settings;
    const board = new Scoreboard(this.#job.graph, calls, source.name);
    let loss = 0;
    let correct = 0;
    // Fewer than the set has where some cannot be read.
    let samples = 0;
    for await (const batch of data.valBatches(this.#job.settings.batch)) {
      this.#say('validation', `epoch ${this.position.epoch}`, clock.done, clock.secondsLeft);
      const outcome = await network.evaluate(batch);
      board.add(outcome.outputs, batch);
      loss += outcome.lossSum;
      samples += batch.count;
      correct += correctOf(outcome.outputs, batch);
      clock.advance(VALIDATION_COST);
      await setImmediate();
    }
    const metrics = calls.length === 0 ? {} : { metrics: board.values() };
    return { loss: loss / samples, accuracy: correct / samples, metrics };
  }

  /** The weights at the end of a cycle. */
  async #snapshot(network: Network): Promise<void> {
    const { epoch, step } = this.position;
    const metadata = { model: this.#job.graph.model, epoch: `${epoch}`, step: `${step}` };
    this.#folder.writeTensors(`checkpoints/snapshot-${step}.safetensors`, await network.weights(), metadata);
  }

  async #save(network: Network, best: boolean): Promise<void> {
    const { epoch, step } = this.position;
    if (this.#saved === step) return;
    this.#saved = step;
    const metadata = { model: this.#job.graph.model, epoch: `${epoch}`, step: `${step}` };
    const weights = await network.weights();
    if (best) {
      const judged = await network.averaged(() => network.weights());
      this.#folder.writeTensors('checkpoints/best.safetensors', judged, metadata);
    }
    this.#folder.writeTensors('checkpoints/last.optimizer.safetensors', await network.optimizerState(), metadata);
    const file = this.#folder.writeTensors('checkpoints/last.safetensors', weights, metadata);
    this.#record({ type: 'checkpoint', step, epoch, file, best });
  }

  #record(record: Parameters<RunState['add']>[0]): void {
    this.#folder.append(record);
    this.#state.add(record);
  }

  #say(
    phase: 'backend' | 'data' | 'training' | 'validation',
    detail: string,
    done: number,
    secondsLeft?: number,
  ): void {
    this.#state.setProgress({ phase, detail, done, ...(secondsLeft === undefined ? {} : { secondsLeft }) });
  }
}
