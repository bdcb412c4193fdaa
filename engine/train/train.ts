/** A training: a backend, the data, stages of epochs of steps, validation and checkpoints. */
import { setImmediate } from 'node:timers/promises';
import type { StageSettings } from '../../model/settings.ts';
import type { Backend } from '../backends/backend.ts';
import type { Choice, ChooseOptions } from '../backends/choose.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Network } from '../network/network.ts';
import type { Job } from '../protocol/job.ts';
import type { Scores } from '../protocol/records.ts';
import { type Checkpoint, saveCheckpoint, saveSnapshot } from '../runs/checkpoint.ts';
import type { RunFolder } from '../runs/folder.ts';
import { Clock } from './clock.ts';
import { differencesOf } from './differences.ts';
import { Epoch } from './epoch.ts';
import { evaluatePart } from './evaluate.ts';
import { requireMemory } from './memory.ts';
import { openData } from './open-data.ts';
import { atStart, noSums, type Position } from './position.ts';
import { LearningRate } from './rate.ts';
import type { RunState } from './run.ts';
import { scoreOf } from './score.ts';
import { loadWeights } from './transfer.ts';
import { wholeSetEpoch } from './whole-set.ts';

/** A forward pass costs about a third of a training step. */
const VALIDATION_COST = 1 / 3;
const CHECKPOINT_SECONDS = 300;

export type Outcome = { readonly reason: 'finished' | 'stopped'; readonly message?: string };

export class Training {
  readonly #job: Job;
  readonly #state: RunState;
  readonly #folder: RunFolder;
  readonly #checkpoint: Checkpoint<Position> | null;
  readonly #choose: (options: ChooseOptions) => Promise<Choice>;
  readonly position: Position;
  #saved: { step: number; at: number } = { step: -1, at: performance.now() };

  constructor(
    job: Job,
    state: RunState,
    folder: RunFolder,
    checkpoint: Checkpoint<Position> | null,
    choose: (options: ChooseOptions) => Promise<Choice>,
  ) {
    this.#job = job;
    this.#state = state;
    this.#folder = folder;
    this.#checkpoint = checkpoint;
    this.position = checkpoint?.state ?? atStart();
    this.#choose = choose;
  }

  get #stages(): readonly StageSettings[] {
    const { settings } = this.#job;
    return settings.stages ?? [settings];
  }

  /** Resolves when the last epoch is done or the run was asked to stop. */
  async run(): Promise<Outcome> {
    this.#say('backend', 'choosing a backend', 0);
    const choice = await this.#backend();
    const { backend } = choice;
    const differences = this.#checkpoint === null ? [] : differencesOf(this.#state.info, choice);
    this.#tellBackend(choice);
    requireMemory(this.#job, backend.name);
    let data: Dataset | null = null;
    let network: Network | null = null;
    try {
      this.#say('data', `reading ${this.#job.settings.data.name}`, 0);
      data = await this.#open();
      this.position.statistics = data.statistics;
      network = await this.#network(backend);
      this.#start(backend, data, differences);
      return await this.#run(network, data);
    } finally {
      network?.dispose();
      await data?.close();
      await backend.dispose();
    }
  }

  /** The one asked for; of a run that goes on the one it had, where it still works; else the first of the chain. */
  async #backend(): Promise<Choice> {
    const { backend: requested, threads } = this.#job;
    const before = this.#checkpoint === null ? undefined : this.#state.info.backend?.chosen;
    if (requested !== undefined || before === undefined) return this.#choose({ requested, threads });
    return this.#choose({ requested: before, threads }).catch(() => this.#choose({ threads }));
  }

  #tellBackend({ backend, report }: Choice): void {
    const { info } = this.#state;
    const versions = { ...info.versions, ...backend.versions };
    this.#state.setInfo({ ...info, backend: report, threads: backend.threads, versions });
    this.#folder.writeInfo(this.#state.info);
  }

  #open(): Promise<Dataset> {
    return openData(this.#job, {
      fold: this.#job.fold,
      statistics: this.position.statistics ?? undefined,
      onCorrupt: ({ item, reason }) => this.#record({ type: 'corrupt', item, reason }),
    });
  }

  /** With the weights of the checkpoint, of another training, or fresh ones. */
  async #network(backend: Backend): Promise<Network> {
    const { graph, settings, file } = this.#job;
    const stage = this.#stages[this.position.stage];
    const { init, seed } = settings;
    const network = await backend.createNetwork({ graph, init, seed, ...stage });
    if (this.#checkpoint !== null) {
      await network.setWeights(this.#checkpoint.weights);
      await network.setOptimizerState(this.#checkpoint.optimizer);
    } else if (settings.weights !== undefined) {
      this.#record(await loadWeights(network, settings.weights, file));
    }
    return network;
  }

  #start(backend: Backend, data: Dataset, differences: readonly string[]): void {
    const time = new Date().toISOString();
    const { name: backendName, device } = backend;
    const { step, epochs } = this.position;
    if (this.#checkpoint !== null) {
      this.#record({ type: 'resume', time, step, epoch: epochs, backend: backendName, device, differences });
      return;
    }
    const [{ batch, accumulate = 1 }] = this.#stages;
    this.#record({
      type: 'start',
      time,
      backend: backendName,
      device,
      epochs: this.#stages.reduce((sum, stage) => sum + stage.epochs, 0),
      stepsPerEpoch: stepsOf(data, this.#stages[0]),
      batch: batch * accumulate,
      trainImages: data.trainCount,
      valImages: data.valCount,
      params: this.#job.graph.params ?? 0,
    });
  }

  async #run(network: Network, data: Dataset): Promise<Outcome> {
    const { position } = this;
    const cost = (stage: StageSettings) =>
      stepsOf(data, stage) + Math.ceil(data.valCount / stage.batch) * VALIDATION_COST;
    const clock = new Clock(this.#stages.reduce((sum, stage) => sum + stage.epochs * cost(stage), 0));
    clock.start(this.#stages.reduce((sum, stage, i) => sum + this.#epochsDone(i) * cost(stage), 0));
    let message: string | undefined;
    while (position.stage < this.#stages.length) {
      const stage = this.#stages[position.stage];
      const early = await this.#stage(network, data, stage, clock);
      if (early === 'stopped') return { reason: 'stopped' };
      if (early !== null) message = early;
      if (position.stage === this.#stages.length - 1) break;
      Object.assign(position, { stage: position.stage + 1, stageEpochs: 0, stageStep: 0, best: null, schedule: null });
      network.configure(this.#stages[position.stage]);
    }
    return { reason: 'finished', ...(message === undefined ? {} : { message }) };
  }

  #epochsDone(stage: number): number {
    if (stage < this.position.stage) return this.#stages[stage].epochs;
    return stage === this.position.stage ? this.position.stageEpochs : 0;
  }

  /** `null` when all its epochs were run, else why they were not. */
  async #stage(
    network: Network,
    data: Dataset,
    stage: StageSettings,
    clock: Clock,
  ): Promise<'stopped' | string | null> {
    const { position } = this;
    const rate = new LearningRate(stage, stepsOf(data, stage), position.schedule);
    while (position.stageEpochs < stage.epochs) {
      const { graph, settings } = this.#job;
      const request = { graph, network, data, stage, rate, position, clock, training: this.#hooks(network, stage) };
      const train = takesWholeSet(stage)
        ? await wholeSetEpoch({ ...request, name: settings.data.name })
        : await new Epoch(request).run();
      if (train === null) {
        await this.#save(network, false);
        return 'stopped';
      }
      await this.#finishEpoch({ network, data, stage, rate, clock, train });
      const { patience } = stage;
      const since = position.best === null ? 0 : position.epochs - position.best.epoch;
      if (patience !== undefined && since >= patience && position.stageEpochs < stage.epochs)
        return `It ended early: no better validation in ${patience} epochs.`;
    }
    return null;
  }

  async #finishEpoch({ network, data, stage, rate, clock, train }: Finished): Promise<void> {
    const { position } = this;
    const begun = performance.now();
    const waited = data.waitedMs;
    const evaluate = () =>
      evaluatePart(network, data, 'val', {
        batch: stage.batch,
        metrics: this.#job.settings.metrics ?? [],
        graph: this.#job.graph,
        name: this.#job.settings.data.name,
        onBatch: () => {
          this.#say('validation', `epoch ${position.epochs + 1}`, clock.done, clock.secondsLeft);
          clock.advance(VALIDATION_COST);
        },
      });
    const val = await network.averaged(evaluate);
    const { seconds: trained, waited: waitedInTraining } = position.sums;
    const seconds = trained + (performance.now() - begun) / 1000;
    Object.assign(position, {
      epochs: position.epochs + 1,
      stageEpochs: position.stageEpochs + 1,
      batches: 0,
      sums: noSums,
    });
    const epoch = position.epochs;
    const named = this.#stages.length > 1 ? { stage: stage.name } : {};
    const waitedSeconds = waitedInTraining + (data.waitedMs - waited) / 1000;
    this.#record({ type: 'epoch', epoch, step: position.step, ...named, train, val, seconds, waited: waitedSeconds });
    rate.endEpoch(position.stageStep, val.loss);
    position.schedule = rate.state;
    const score = scoreOf(val, this.#job.settings.metrics ?? []);
    const best = position.best === null || score > position.best.score;
    if (best) position.best = { epoch, score };
    await this.#save(network, best);
  }

  /** What an epoch does with the run. */
  #hooks(network: Network, { epochs }: StageSettings) {
    const { position } = this;
    return {
      stopping: () => this.#state.stopping,
      record: (record: Parameters<RunState['add']>[0]) => this.#record(record),
      progress: (clock: Clock) =>
        this.#say(
          'training',
          `epoch ${position.epochs + 1} of ${position.epochs - position.stageEpochs + epochs}`,
          clock.done,
          clock.secondsLeft,
        ),
      snapshot: async () =>
        saveSnapshot(this.#folder.path, this.#names(), await network.averaged(() => network.weights())),
      betweenSteps: async () => {
        const { checkpointSeconds = CHECKPOINT_SECONDS } = this.#job;
        if (performance.now() - this.#saved.at > 1000 * checkpointSeconds) await this.#save(network, false);
        // Lets requests in between steps.
        await setImmediate();
      },
    };
  }

  async #save(network: Network, best: boolean): Promise<void> {
    const { position } = this;
    const { step, epochs, batches } = position;
    if (this.#saved.step === step && !best && batches > 0) return;
    const weights = await network.weights();
    const { keep = 0 } = this.#job.settings;
    const file = saveCheckpoint(
      this.#folder.path,
      this.#names(),
      { weights, optimizer: await network.optimizerState(), state: position },
      { evaluated: await network.averaged(() => network.weights()), best, keep: batches === 0 ? keep : 0 },
    );
    this.#saved = { step, at: performance.now() };
    this.#record({ type: 'checkpoint', step, epoch: epochs, file, best });
  }

  #names() {
    const { epochs, step } = this.position;
    return { model: this.#job.graph.model, epoch: epochs, step };
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

interface Finished {
  readonly network: Network;
  readonly data: Dataset;
  readonly stage: StageSettings;
  readonly rate: LearningRate;
  readonly clock: Clock;
  readonly train: Scores;
}

const takesWholeSet = ({ optimizer }: StageSettings): boolean => optimizer.name === 'lbfgs';

/** Updates in an epoch. */
function stepsOf(data: Dataset, stage: StageSettings): number {
  if (takesWholeSet(stage)) return 1;
  return Math.ceil(data.trainSteps(stage.batch) / (stage.accumulate ?? 1));
}
