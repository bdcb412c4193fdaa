import { resolve } from 'node:path';
import type { Job } from '../../engine/protocol/job.ts';
import { startRun } from '../../engine/train/start.ts';
import { oneFile } from '../arguments.ts';
import { backendOf, backendOption } from '../backend-option.ts';
import { type Command, flag, type Invocation, textOption } from '../command.ts';
import { requireSound } from '../diagnose.ts';
import { readModelFile } from '../files.ts';
import { followRun } from '../follow-run.ts';
import { layerTable } from '../layer-table.ts';
import { pickTrain, rootOf, soundJob } from '../pick-train.ts';
import { applySettings, settingsOption } from '../settings/apply.ts';
import { InputError } from '../terminal/exit.ts';
import { version } from '../version.ts';
import { wholeNumber } from '../whole-number.ts';

export const train: Command = {
  name: 'train',
  usage:
    'train FILE [--train NAME] [--backend B] [--threads N] [--seed N] [--epochs N] [--set KEY=VALUE…] [--run DIR] [--json]',
  doc: 'Trains a model on its data. Ends by printing the run folder; Ctrl-C stops at the next step with a checkpoint written, a second one leaves at once.',
  options: {
    train: { type: 'string', value: 'NAME', doc: 'the train item, where the file has several' },
    backend: backendOption,
    threads: { type: 'string', value: 'N', doc: 'at most so many threads (as many as the machine has)' },
    seed: { type: 'string', value: 'N', doc: 'instead of the seed of the file' },
    epochs: { type: 'string', value: 'N', doc: 'instead of the epochs of the file' },
    set: settingsOption,
    run: { type: 'string', value: 'DIR', doc: 'the run folder, instead of one named for the time' },
    json: { type: 'boolean', doc: 'one line per record of metrics.jsonl, and nothing else, to standard output' },
  },
  async run(invocation) {
    const job = jobOf(oneFile('train', invocation), invocation);
    const json = flag(invocation, 'json');
    const run = await startRun(job, version).catch((error: Error) => {
      throw new InputError(error.message);
    });
    return followRun(run, { json, head: layerTable(job.graph) });
  },
};

/** The job of a train, with what the command line changes. @throws UsageError, InputError */
export function jobOf(path: string, invocation: Invocation): Job {
  const backend = backendOf(invocation);
  const threads = wholeNumber(invocation, 'threads', undefined);
  const name = textOption(invocation, 'train');
  const written = readModelFile(path, true);
  // A fault of the file is shown as it is written there, not as --set left it.
  requireSound(written);
  const train = pickTrain(written, name);
  const file = applySettings(written, invocation, train.name);
  if (file !== written) requireSound(file);
  const job = soundJob(file, pickTrain(file, train.name));
  const absolute = resolve(path);
  const run = textOption(invocation, 'run');
  return {
    version: 1,
    ...job,
    file: absolute,
    root: rootOf(absolute),
    ...(run === undefined ? {} : { run: resolve(run) }),
    ...(backend === undefined ? {} : { backend }),
    ...(threads === undefined ? {} : { threads }),
  };
}
