/** The command line: finds the command, reads its options, turns every end into an exit code. */
import { parseArgs } from 'node:util';
import { type Command, parseConfig } from './command.ts';
import { commands } from './commands/index.ts';
import { help, helpOf } from './help.ts';
import { exitCodes, InputError, UsageError } from './terminal/exit.ts';
import { err, out } from './terminal/output.ts';
import { version } from './version.ts';

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    out(version);
    return exitCodes.fine;
  }
  if (name === undefined || name === '--help' || name === 'help') {
    (name === undefined ? err : out)(help());
    return name === undefined ? exitCodes.usage : exitCodes.fine;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw new UsageError(`There is no command ${name}; netwright --help lists them.`);
  return runCommand(command, rest);
}

async function runCommand(command: Command, args: string[]): Promise<number> {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args,
      options: parseConfig(command),
      allowPositionals: true,
      strict: !command.usage.endsWith('…'),
    });
  } catch (error) {
    const [first] = (error as Error).message.split('. ');
    throw new UsageError(`${first}. See netwright ${command.name} --help.`);
  }
  if (parsed.values.help === true) {
    out(helpOf(command));
    return exitCodes.fine;
  }
  return command.run(parsed as Parameters<Command['run']>[0]);
}

main(process.argv.slice(2)).then(
  (code) => {
    // A backend may keep threads of its own.
    process.exitCode = code;
    process.stdout.write('', () => process.exit(code));
  },
  (error: unknown) => {
    err(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) process.exit(exitCodes.usage);
    if (error instanceof InputError) process.exit(exitCodes.input);
    if (error instanceof Error && error.stack !== undefined) err(error.stack);
    process.exit(exitCodes.failed);
  },
);
