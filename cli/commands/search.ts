import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Job } from '../../engine/protocol/job.ts';
import { createNamed } from '../../engine/runs/folder.ts';
import { lockRun } from '../../engine/runs/lock.ts';
import { startEngine } from '../../engine/search/engine.ts';
import { Search } from '../../engine/search/search.ts';
import type { Values } from '../../engine/search/space.ts';
import { UncoveredError, uncovered } from '../../engine/uncovered.ts';
import { type AnalyzedSearch, nearest } from '../../server/language/index.ts';
import { oneFile } from '../arguments.ts';
import { backendOf, backendOption } from '../backend-option.ts';
import { type Command, flag, type Invocation, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { type ModelFile, readModelFile } from '../files.ts';
import { pickTrain, rootOf, soundJob } from '../pick-train.ts';
import { beginSearch } from '../search/begin.ts';
import { variablesOf } from '../search/variables.ts';
import { applySettings, settingsOption } from '../settings/apply.ts';
import { stopOnSignal } from '../signals.ts';
import { exitCodes, InputError, suggestion, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { searchDocument, searchTable, trialLine } from '../terminal/show-search.ts';
import { wholeNumber } from '../whole-number.ts';

export const search: Command = {
  name: 'search',
  usage:
    'search FILE [--search NAME] [--trials N] [--seed N] [--backend B] [--jobs N] [--epochs N] [--set KEY=VALUE…] [--no-abandon] [--out DIR] [--json]',
  doc: 'Searches hyperparameters as a search item says: the whole grid where all is chosen from lists and fits into the trials, else at random. Without a search, trains once for each fold where the data is split by kfold. Ends by printing the trials, best first; Ctrl-C ends it with what it has, and --out with the folder goes on.',
  options: {
    search: {
      type: 'string',
      value: 'NAME',
      doc: 'the train that is searched, or whose folds are trained, where there are several',
    },
    trials: { type: 'string', value: 'N', doc: 'instead of the trials of the file' },
    seed: { type: 'string', value: 'N', doc: 'where the draws start (1); all trials train with the seed of the file' },
    backend: backendOption,
    jobs: { type: 'string', value: 'N', doc: 'trials side by side; half as many as there are cores when not given' },
    epochs: { type: 'string', value: 'N', doc: 'instead of the epochs of the file' },
    set: settingsOption,
    'no-abandon': { type: 'boolean', doc: 'runs every trial to its end, the bad ones too' },
    out: {
      type: 'string',
      value: 'DIR',
      doc: 'the folder, instead of one named for the time; of a search that goes on',
    },
    json: { type: 'boolean', doc: 'the state with all trials, best first, as one document to standard output' },
  },
  async run(invocation) {
    const path = oneFile('search', invocation);
    const jobs = wholeNumber(invocation, 'jobs', Math.max(1, Math.floor(availableParallelism() / 2)));
    const seed = wholeNumber(invocation, 'seed', undefined, 0);
    const backend = backendOf(invocation);
    const written = readModelFile(path, true);
    requireSound(written);
    const found = pickSearch(written, textOption(invocation, 'search'));
    const { settings } = found;
    if (settings === null) throw new InputError(`The search of ${path} is not complete.`);
    const asked = changesOf(invocation);
    const base = withChanges(written, asked, settings.train);
    requireSound(base);
    const baseJob = soundJob(base, pickTrain(base, settings.train));
    const folds = foldsOf(settings.folds, baseJob);
    const threads = jobs === 1 ? {} : { threads: Math.max(1, Math.floor(availableParallelism() / jobs)) };
    const jobOf = (values: Values, fold: number | undefined): Job => {
      const changes = Object.entries(values).map(([key, value]) => `${key}=${value}`);
      const file = withChanges(written, [...asked, ...changes], settings.train);
      const wrong = file.analysis.diagnostics.find(({ severity }) => severity === 'error');
      if (wrong !== undefined) throw new InputError(wrong.message);
      const job = soundJob(file, pickTrain(file, settings.train));
      const data = { ...job.settings.data, split: { name: 'kfold', args: { folds } } };
      return {
        version: 1,
        graph: job.graph,
        settings: fold === undefined ? job.settings : { ...job.settings, data },
        ...(fold === undefined ? {} : { fold }),
        file: resolve(path),
        root: rootOf(resolve(path)),
        ...(backend === undefined ? {} : { backend }),
        ...threads,
      };
    };
    const missing = uncovered(baseJob);
    if (missing.length > 0) throw new InputError(new UncoveredError(missing).message);
    const given = textOption(invocation, 'out');
    const state = beginSearch(
      {
        file: resolve(path),
        text: written.analysis.text,
        train: settings.train,
        set: asked,
        space: variablesOf(written, found),
        trials: wholeNumber(invocation, 'trials', settings.trials),
        folds,
        seed,
      },
      given === undefined ? null : resolve(given),
    );
    const folder =
      given === undefined ? createNamed(rootOf(resolve(path)), 'searches', settings.train) : resolve(given);
    return follow(
      folder,
      { json: flag(invocation, 'json'), jobs },
      (onTrial) =>
        new Search({
          folder,
          state,
          jobs,
          abandons: !flag(invocation, 'no-abandon'),
          jobOf,
          start: startEngine,
          onTrial,
        }),
    );
  },
};

/** Stays with the search to its end. Gives back the exit code. */
async function follow(
  folder: string,
  { json, jobs }: { readonly json: boolean; readonly jobs: number },
  make: (onTrial: ConstructorParameters<typeof Search>[0]['onTrial']) => Search,
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const unlock = lock(folder);
  try {
    const running = make((trial, state) => err(trialLine(trial, state)));
    const { method, trials, seed, space, train, folds } = running.state;
    const how = method === 'grid' ? 'the whole grid' : `drawn at random from seed ${seed}`;
    if (space.length === 0) err(`Cross-validation of ${train} over ${folds} folds.`);
    else err(`${trials.length} trials, ${how}; ${jobs} at a time.`);
    const interrupted = stopOnSignal('Stopping the trials at their next step', () => running.stop());
    await running.run();
    if (json) out(JSON.stringify(searchDocument(running.state, folder), null, 2));
    else out(`\n${searchTable(running.state)}\n\nSearch folder: ${folder}`);
    if (running.fatal !== null) err(`The search ended. ${running.fatal}`);
    if (interrupted()) return exitCodes.interrupted;
    const some = running.state.trials.some(({ status }) => status === 'finished');
    return running.fatal === null && some ? exitCodes.fine : exitCodes.failed;
  } finally {
    unlock();
  }
}

function lock(folder: string): () => void {
  try {
    return lockRun(folder);
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

/** What `--set` and `--epochs` change for all trials. */
function changesOf(invocation: Invocation): readonly string[] {
  const epochs = textOption(invocation, 'epochs');
  const set = (invocation.values.set as readonly string[] | undefined) ?? [];
  return epochs === undefined ? set : [...set, `epochs=${epochs}`];
}

const withChanges = (file: ModelFile, set: readonly string[], train: string): ModelFile =>
  applySettings(file, { positionals: [], values: { set } }, train);

/** Of the search, or of the data where it is divided into folds itself. */
function foldsOf(folds: number, { settings: { data } }: { settings: Job['settings'] }): number {
  const { name, args } = data.split;
  if (folds === 1) return name === 'kfold' ? (args.folds as number) : 1;
  if (name === 'folders')
    throw new InputError(
      `folds = ${folds} divides one set of samples; ${data.name} has a folder of its own to validate with. Use folds = 1.`,
    );
  return folds;
}

type Found = Pick<AnalyzedSearch, 'range' | 'settings'>;

/**
 * The search that is named, or the only one; else the cross-validation of a train whose data is divided into folds: one
 * trial, of which nothing is varied.
 */
function pickSearch({ path, analysis: { searches, trains } }: ModelFile, name: string | undefined): Found {
  const named = searches.filter(({ train }) => name === undefined || train === name);
  const [found, ...others] = named;
  if (others.length > 0)
    throw new UsageError(`${path} has several searches; choose with --search: ${namesOf(searches).join(', ')}.`);
  if (found !== undefined) return found;
  const divided = trains.filter(({ job }) => job?.settings.data.split.name === 'kfold');
  const [train, ...more] = divided.filter((each) => name === undefined || each.name === name);
  if (train !== undefined && more.length === 0)
    return { range: train.range, settings: { train: train.name, space: [], trials: 1, folds: 1 } };
  const names = [...new Set([...namesOf(searches), ...divided.map((each) => each.name)])];
  if (more.length > 0)
    throw new UsageError(`${path} has several trains with folds; choose with --search: ${names.join(', ')}.`);
  if (names.length === 0)
    throw new InputError(`${path} has no search; for example search Net { space { optimizer.lr = log(1e-5, 1e-1) } }.`);
  throw new UsageError(
    `${path} has no search of ${name}; it has those of ${names.join(', ')}.${suggestion(nearest(name ?? '', names))}`,
  );
}

const namesOf = (searches: readonly AnalyzedSearch[]) => searches.flatMap(({ train }) => train ?? []);
