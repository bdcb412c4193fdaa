import { resolve } from 'node:path';
import { resumeRun } from '../../engine/train/start.ts';
import { type Command, flag } from '../command.ts';
import { followRun } from '../follow-run.ts';
import { InputError, UsageError } from '../terminal/exit.ts';

export const resume: Command = {
  name: 'resume',
  usage: 'resume RUN [--json]',
  doc: 'Goes on with a run from its last checkpoint, after a stop or a crash; RUN is its folder. On the cpu backend the curve is the one that the run would have had, to the last bit.',
  options: {
    json: { type: 'boolean', doc: 'one line per new record of metrics.jsonl, and nothing else, to standard output' },
  },
  async run(invocation) {
    const [folder, ...others] = invocation.positionals;
    if (folder === undefined || others.length > 0)
      throw new UsageError('resume takes the folder of one run; netwright resume --help says more.');
    const run = await resumeRun(resolve(folder)).catch((error: Error) => {
      throw new InputError(error.message);
    });
    return followRun(run, { json: flag(invocation, 'json'), head: null });
  },
};
