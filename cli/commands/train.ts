import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Service, serveRun } from '../../engine/host/serve.ts';
import { type BackendName, backendNames, type Job } from '../../engine/protocol/job.ts';
import type { EndRecord } from '../../engine/protocol/records.ts';
import { runsFolder } from '../../engine/runs/folder.ts';
import type { Run } from '../../engine/train/run.ts';
import { startRun } from '../../engine/train/start.ts';
import { type AnalyzedTrain, faultOf, Lines, nearest, silencedText } from '../../server/language/index.ts';
import { oneFile } from '../arguments.ts';
import { type Command, flag, type Invocation, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { type ModelFile, readModelFile } from '../files.ts';
import { layerTable } from '../layer-table.ts';
import { applySettings, settingsOption } from '../settings/apply.ts';
import { exitCodes, InputError, suggestion, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { showRun } from '../terminal/show-run.ts';
import { version } from '../version.ts';

/** How long the end of a run waits for editors that watch to have read it. */
const LINGER_MS = 2000;

export const train: Command = {
  name: 'train',
  usage:
    'train FILE [--train NAME] [--backend B] [--threads N] [--seed N] [--epochs N] [--set KEY=VALUE…] [--run DIR] [--json]',
  doc: 'Trains a model on its data. Ends by printing the run folder; Ctrl-C stops at the next step with a checkpoint written, a second one leaves at once.',
  options: {
    train: { type: 'string', value: 'NAME', doc: 'the train item, where the file has several' },
    backend: { type: 'string', value: 'B', doc: `${backendNames.join(', ')}; the first that works when not given` },
    threads: { type: 'string', value: 'N', doc: 'at most so many threads (the cpu backend has one so far)' },
    seed: { type: 'string', value: 'N', doc: 'instead of the seed of the file' },
    epochs: { type: 'string', value: 'N', doc: 'instead of the epochs of the file' },
    set: settingsOption,
    run: { type: 'string', value: 'DIR', doc: 'the run folder, instead of one named for the time' },
    json: { type: 'boolean', doc: 'one line per record of metrics.jsonl, and nothing else, to standard output' },
  },
  async run(invocation) {
    const job = jobOf(oneFile('train', invocation), invocation);
    const json = flag(invocation, 'json');
    const say = json ? err : out;
    const run = await startRun(job, version).catch((error: Error) => {
      throw new InputError(error.message);
    });
    const interrupted = stopOnSignal(run);
    say(layerTable(job.graph));
    if (json) run.events.on('record', (record) => out(JSON.stringify(record)));
    const finish = showRun(run, say);
    // Served, so that an editor finds and shows a run that was started in a terminal.
    const service = await serveRun(run);
    const end = await run.done;
    finish();
    if (end.reason === 'failed') err(`The run failed. ${end.message ?? ''}`);
    say(`Run folder: ${run.folder}`);
    await leave(service);
    return exitCode(end, interrupted());
  },
};

function jobOf(path: string, invocation: Invocation): Job {
  const backend = textOption(invocation, 'backend');
  if (backend !== undefined && !(backendNames as readonly string[]).includes(backend)) {
    const meant = suggestion(nearest(backend, backendNames));
    throw new UsageError(`There is no backend ${backend}; there are ${backendNames.join(', ')}.${meant}`);
  }
  const threads = textOption(invocation, 'threads');
  if (threads !== undefined && !/^[1-9]\d*$/.test(threads))
    throw new UsageError(`--threads takes a whole number of at least 1; not ${threads}.`);
  const name = textOption(invocation, 'train');
  const written = readModelFile(path, true);
  // A fault of the file is shown as it is written there, not as --set left it.
  requireSound(written);
  const train = pick(written, name);
  const file = applySettings(written, invocation, train.name);
  if (file !== written) requireSound(file);
  const chosen = pick(file, train.name);
  const { job } = chosen;
  if (job === null) throw new InputError(whyNone(file, chosen));
  const absolute = resolve(path);
  const run = textOption(invocation, 'run');
  return {
    version: 1,
    ...job,
    file: absolute,
    root: rootOf(absolute),
    ...(run === undefined ? {} : { run: resolve(run) }),
    ...(backend === undefined ? {} : { backend: backend as BackendName }),
    ...(threads === undefined ? {} : { threads: Number(threads) }),
  };
}

/** What was not said, as it is silenced. */
function whyNone({ path, analysis }: ModelFile, train: AnalyzedTrain): string {
  const fault = faultOf(analysis, train);
  if (fault === undefined) return `The train ${train.name} of ${path} is not complete.`;
  const { line } = new Lines(analysis.text).position(fault.found.start);
  return `The train ${train.name} cannot be run: ${path}:${line}: ${fault.found.message}${silencedText(fault)}`;
}

/** Runs stand where there are some already, in the file's folder or above it: beside those of the editor. */
function rootOf(file: string): string {
  const folder = dirname(file);
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(runsFolder(above))) return above;
    if (above === dirname(above)) return folder;
  }
}

function pick({ path, analysis: { trains } }: ModelFile, name: string | undefined): AnalyzedTrain {
  const names = trains.map((train) => train.name);
  const [only, ...others] = trains;
  if (only === undefined) throw new InputError(`${path} has no train.`);
  if (name !== undefined) {
    const found = trains.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
    throw new UsageError(
      `${path} has no train ${name}; it has ${names.join(', ')}.${suggestion(nearest(name, names))}`,
    );
  }
  if (others.length > 0) throw new UsageError(`${path} has several trains; choose with --train: ${names.join(', ')}.`);
  return only;
}

/** The first signal stops the run, the second leaves. */
function stopOnSignal(run: Run): () => boolean {
  let interrupted = false;
  const onSignal = () => {
    if (interrupted) process.exit(exitCodes.interrupted);
    interrupted = true;
    err('\nStopping at the next step; press Ctrl-C again to leave at once.');
    void run.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return () => interrupted;
}

async function leave(service: Service): Promise<void> {
  await Promise.race([service.idle(), setTimeout(LINGER_MS)]);
  service.close();
}

function exitCode(end: EndRecord, interrupted: boolean): number {
  if (interrupted && end.reason === 'stopped') return exitCodes.interrupted;
  if (end.reason !== 'failed') return exitCodes.fine;
  return end.code === 'data' ? exitCodes.input : exitCodes.failed;
}
