import { dirname, resolve } from 'node:path';
import { serveRun } from '../../engine/host/serve.ts';
import { type BackendName, backendNames, type Job } from '../../engine/protocol/job.ts';
import type { EndRecord } from '../../engine/protocol/records.ts';
import type { Run } from '../../engine/train/run.ts';
import { startRun } from '../../engine/train/start.ts';
import type { AnalyzedTrain } from '../../server/language/index.ts';
import { type Command, flag, type Invocation, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { type ModelFile, readModelFile } from '../files.ts';
import { layerTable } from '../layer-table.ts';
import { applySettings, settingsOption } from '../settings.ts';
import { exitCodes, InputError, UsageError } from '../terminal/exit.ts';
import { err, out } from '../terminal/output.ts';
import { showRun } from '../terminal/show-run.ts';
import { version } from '../version.ts';

export const train: Command = {
  name: 'train',
  usage: 'train FILE [--train NAME] [--backend B] [--epochs N] [--seed N] [--set KEY=VALUE…] [--run DIR] [--json]',
  doc: 'Trains; ends by printing the run folder. Ctrl-C stops at the next step with a checkpoint written, a second one leaves at once.',
  options: {
    train: { type: 'string', value: 'NAME', doc: 'the train item, where the file has several' },
    backend: { type: 'string', value: 'B', doc: backendNames.join(', ') },
    threads: { type: 'string', value: 'N', doc: 'threads of the cpu backend (one, for now)' },
    seed: { type: 'string', value: 'N', doc: 'instead of the seed of the file' },
    epochs: { type: 'string', value: 'N', doc: 'instead of the epochs of the file' },
    set: settingsOption,
    run: { type: 'string', value: 'DIR', doc: 'the run folder, instead of one named for the time' },
    json: {
      type: 'boolean',
      doc: 'one line of JSON per record of metrics.jsonl, and nothing else, to standard output',
    },
  },
  async run(invocation) {
    const [path, ...more] = invocation.positionals;
    if (path === undefined || more.length > 0) throw new UsageError('train takes one file.');
    const job = jobOf(path, invocation);
    const json = flag(invocation, 'json');
    const say = json ? err : out;
    say(layerTable(job.graph));
    const run = await startRun(job, version).catch((error: Error) => {
      throw new InputError(error.message);
    });
    // Served, so that an editor finds and shows a run that was started in a terminal.
    const service = await serveRun(run);
    const finish = json ? printRecords(run) : showRun(run);
    const interrupted = stopOnInterrupt(run);
    const end = await run.done;
    finish();
    service.close();
    if (end.reason === 'failed') err(`The run failed. ${end.message ?? ''}`);
    say(`Run folder: ${run.folder}`);
    return exitCode(end, interrupted());
  },
};

function jobOf(path: string, invocation: Invocation): Job {
  const name = textOption(invocation, 'train');
  const read = readModelFile(path);
  // What is wrong before any --set is reported at its own place.
  if ((invocation.values.set as unknown) === undefined) requireSound(read);
  const file = applySettings(read, invocation, name);
  requireSound(file);
  const { job } = pick(file, name);
  if (job === null) throw new InputError(`${path} cannot be trained yet.`);
  const backend = textOption(invocation, 'backend');
  if (backend !== undefined && !(backendNames as readonly string[]).includes(backend)) {
    throw new UsageError(`There is no backend ${backend}; there are ${backendNames.join(', ')}.`);
  }
  const threads = textOption(invocation, 'threads');
  if (threads !== undefined && !/^[1-9]\d*$/.test(threads))
    throw new UsageError(`--threads takes a number of at least 1; not ${threads}.`);
  const absolute = resolve(path);
  const run = textOption(invocation, 'run');
  return {
    version: 1,
    ...job,
    file: absolute,
    root: dirname(absolute),
    ...(run === undefined ? {} : { run: resolve(run) }),
    ...(backend === undefined ? {} : { backend: backend as BackendName }),
    ...(threads === undefined ? {} : { threads: Number(threads) }),
  };
}

function pick({ path, analysis }: ModelFile, name: string | undefined): AnalyzedTrain {
  const { trains } = analysis;
  const known = trains.map((train) => train.name).join(', ');
  if (name !== undefined) {
    const found = trains.find((candidate) => candidate.name === name);
    if (found === undefined)
      throw new UsageError(`${path} has no train ${name}; it has ${known === '' ? 'none' : known}.`);
    return found;
  }
  const [only, ...others] = trains;
  if (only === undefined) throw new InputError(`${path} has no train.`);
  if (others.length > 0) throw new UsageError(`${path} has several trains; choose one with --train: ${known}.`);
  return only;
}

function printRecords(run: Run): () => void {
  run.events.on('record', (record) => out(JSON.stringify(record)));
  return () => {};
}

/** The first Ctrl-C stops the run, the second leaves. */
function stopOnInterrupt(run: Run): () => boolean {
  let interrupted = false;
  process.on('SIGINT', () => {
    if (interrupted) process.exit(exitCodes.interrupted);
    interrupted = true;
    err('\nStopping at the next step; press Ctrl-C again to leave at once.');
    void run.stop();
  });
  return () => interrupted;
}

function exitCode(end: EndRecord, interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  if (end.reason !== 'failed') return exitCodes.fine;
  return end.code === 'data' ? exitCodes.input : exitCodes.failed;
}
