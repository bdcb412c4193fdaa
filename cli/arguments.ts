/** Reads a command's options; what is unknown is answered with what was probably meant. */
import { parseArgs } from 'node:util';
import { nearest } from '../server/language/index.ts';
import { type Command, type Invocation, parseConfig } from './command.ts';
import { suggestion, UsageError } from './terminal/exit.ts';

/** @throws UsageError */
export function readArguments(command: Command, args: readonly string[]): Invocation {
  const options = parseConfig(command);
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: command.later !== true });
    return parsed as Invocation;
  } catch (error) {
    const [first = ''] = (error as Error).message.split('. ');
    const unknown = /^Unknown option '--?([^']+)'/.exec(first)?.[1];
    const meant = unknown === undefined ? undefined : nearest(unknown, Object.keys(options));
    const end = suggestion(meant === undefined ? undefined : `--${meant}`);
    throw new UsageError(`${first.replace(/\.$/, '')}.${end} See netwright ${command.name} --help.`);
  }
}

/** @throws UsageError unless exactly one file is named. */
export function oneFile(command: string, { positionals }: Invocation): string {
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(`${command} takes one file.`);
  return path;
}
