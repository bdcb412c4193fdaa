/**
 * A search at work: trials side by side, each run in a process and a folder of its own. What is known is written after
 * every epoch, so that a search that was killed goes on with what is missing.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Job } from '../protocol/job.ts';
import type { EndRecord, RunRecord } from '../protocol/records.ts';
import { readInfo, readRecords } from '../runs/folder.ts';
import { holderOf } from '../runs/lock.ts';
import { measureOf, scoreOf } from '../train/score.ts';
import type { Engine, StartEngine } from './engine.ts';
import { fallsBehind } from './median-rule.ts';
import type { Values } from './space.ts';
import { type FoldRun, type SearchState, type Trial, writeSearch } from './state.ts';

export interface SearchOptions {
  readonly folder: string;
  readonly state: SearchState;
  /** Trials side by side. */
  readonly jobs: number;
  /** Whether bad trials end early. */
  readonly abandons: boolean;
  /** The job of a trial; `fold` of a cross-validation. @throws Error where its values do not check. */
  readonly jobOf: (values: Values, fold: number | undefined) => Omit<Job, 'run'>;
  readonly start: StartEngine;
  /** Told of each trial that begins or ends. */
  readonly onTrial: (trial: Trial, state: SearchState) => void;
}

type FoldEnd = Pick<Trial, 'status' | 'reason'>;

/** How long the engine of a search that was killed has to leave its run. */
const RELEASE_SECONDS = 60;

export class Search {
  readonly #options: SearchOptions;
  readonly #taken = new Set<number>();
  readonly #engines = new Set<Engine>();
  #state: SearchState;
  #stopping = false;
  #fatal: string | null = null;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.#state = options.state;
  }

  get state(): SearchState {
    return this.#state;
  }

  /** What keeps every trial from running: a full disk, a backend that is lost. */
  get fatal(): string | null {
    return this.#fatal;
  }

  /** Resolves when nothing is left to try, or it was stopped. */
  async run(): Promise<void> {
    this.#save();
    await Promise.all(Array.from({ length: this.#options.jobs }, () => this.#work()));
  }

  stop(): void {
    this.#stopping = true;
    for (const engine of this.#engines) engine.stop();
  }

  async #work(): Promise<void> {
    for (;;) {
      const next = this.#state.trials.find(
        ({ number, status }) =>
          (status === 'waiting' || status === 'running' || status === 'stopped') && !this.#taken.has(number),
      );
      if (next === undefined || this.#stopping) return;
      this.#taken.add(next.number);
      await this.#try(next.number);
    }
  }

  async #try(number: number): Promise<void> {
    this.#update(number, { status: 'running' });
    this.#options.onTrial(this.#trial(number), this.#state);
    let end: FoldEnd = { status: 'finished' };
    for (let fold = 0; fold < this.#state.folds && end.status === 'finished'; fold++) {
      if (this.#trial(number).folds[fold]?.finished !== true) end = await this.#fold(number, fold);
    }
    this.#update(number, end);
    this.#options.onTrial(this.#trial(number), this.#state);
  }

  async #fold(number: number, fold: number): Promise<FoldEnd> {
    const { folder, jobOf, start } = this.#options;
    const { folds } = this.#state;
    const name = `trial-${String(number).padStart(3, '0')}`;
    const run = folds === 1 ? name : join(name, `fold-${fold + 1}`);
    const path = join(folder, run);
    let job: Omit<Job, 'run'>;
    try {
      job = jobOf(this.#trial(number).values, folds === 1 ? undefined : fold);
    } catch (error) {
      return { status: 'failed', reason: (error as Error).message };
    }
    this.#setFold(number, fold, { run, finished: false, curve: [] });
    const metrics = job.settings.metrics ?? [];
    let ended: FoldEnd | null = null;
    let engine: Engine | null = null;
    const onRecord = (record: RunRecord) => {
      if (record.type !== 'epoch') return;
      ended ??= this.#epoch(number, fold, scoreOf(record.val, metrics));
      if (this.#state.measure === null) this.#set({ measure: measureOf(record.val, metrics) });
      if (ended !== null) engine?.stop();
    };
    const before = await leftBehind(path);
    if (before.finished) {
      for (const record of before.records) onRecord(record);
      return this.#foldEnd(number, fold, { reason: 'finished' }, ended);
    }
    engine = start(before.begun ? { version: 1, resume: path } : { ...job, run: path }, onRecord);
    this.#engines.add(engine);
    if (this.#stopping) engine.stop();
    const outcome = await engine.ended;
    this.#engines.delete(engine);
    if ('problem' in outcome) return { status: 'failed', reason: outcome.problem };
    return this.#foldEnd(number, fold, outcome, ended);
  }

  /** After an epoch: why the trial ends here, `null` where it goes on. */
  #epoch(number: number, fold: number, score: number): FoldEnd | null {
    const own = this.#trial(number).folds[fold];
    const epoch = own.curve.length + 1;
    if (!Number.isFinite(score))
      return { status: 'failed', reason: `The validation of epoch ${epoch} is not a finite number.` };
    const curve = [...own.curve, score];
    this.#setFold(number, fold, { ...own, curve });
    if (!this.#options.abandons) return null;
    const others = this.#state.trials.filter((trial) => trial.number !== number);
    const middle = fallsBehind(
      curve,
      others.map(({ folds }) => folds[fold]?.curve ?? []),
    );
    if (middle === null) return null;
    return { status: 'abandoned', reason: `After epoch ${epoch} it was below the median of the others.` };
  }

  #foldEnd(
    number: number,
    fold: number,
    { reason, code, message }: Pick<EndRecord, 'reason' | 'code' | 'message'>,
    ended: FoldEnd | null,
  ): FoldEnd {
    if (reason === 'finished' && ended?.status !== 'failed') {
      this.#setFold(number, fold, { ...this.#trial(number).folds[fold], finished: true });
      return { status: 'finished' };
    }
    if (ended !== null) return ended;
    if (reason === 'stopped') return { status: 'stopped' };
    if (code !== 'disk' && code !== 'backend')
      return { status: 'failed', ...(message === undefined ? {} : { reason: message }) };
    this.#end(message ?? '');
    return { status: 'stopped' };
  }

  #end(message: string): void {
    this.#fatal ??= message;
    this.stop();
  }

  #trial(number: number): Trial {
    return this.#state.trials[number - 1];
  }

  #update(number: number, change: Partial<Trial>): void {
    this.#set({
      trials: this.#state.trials.map((trial) => (trial.number === number ? { ...trial, ...change } : trial)),
    });
  }

  #setFold(number: number, fold: number, run: FoldRun): void {
    this.#update(number, { folds: this.#trial(number).folds.toSpliced(fold, 1, run) });
  }

  #set(change: Partial<SearchState>): void {
    this.#state = { ...this.#state, ...change };
    this.#save();
  }

  #save(): void {
    try {
      writeSearch(this.#options.folder, this.#state);
    } catch (error) {
      this.#end(`The state of the search could not be written: ${(error as Error).message}`);
    }
  }
}

/** What an earlier search has left of a run. */
async function leftBehind(
  path: string,
): Promise<{ readonly begun: boolean; readonly finished: boolean; readonly records: readonly RunRecord[] }> {
  for (let second = 0; holderOf(path) !== null && second < RELEASE_SECONDS; second++) await setTimeout(1000);
  try {
    readInfo(path);
  } catch {
    return { begun: false, finished: false, records: [] };
  }
  const records = readRecords(path);
  const finished = records.some((record) => record.type === 'end' && record.reason === 'finished');
  return { begun: true, finished, records };
}
