/** The command line: finds the command, reads its options, turns every end into an exit code. */
import { BackendError } from '../engine/backends/backend.ts';
import { DataError } from '../engine/data/samples.ts';
import { FormatError } from '../formats/reader.ts';
import { nearest } from '../server/language/index.ts';
import { readArguments } from './arguments.ts';
import { flag } from './command.ts';
import { commands } from './commands/index.ts';
import { help, helpOf } from './help.ts';
import { exitCodes, InputError, RunError, suggestion, UsageError } from './terminal/exit.ts';
import { err, out } from './terminal/output.ts';
import { version } from './version.ts';

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined) {
    err(help());
    return exitCodes.usage;
  }
  if (name === '--version' || name === '--help' || name === 'help') {
    out(name === '--version' ? version : help());
    return exitCodes.fine;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const names = commands.map((candidate) => candidate.name);
    throw new UsageError(
      `There is no command ${name}.${suggestion(nearest(name, names))} netwright --help lists them.`,
    );
  }
  const invocation = readArguments(command, rest);
  if (!flag(invocation, 'help')) return command.run(invocation);
  out(helpOf(command));
  return exitCodes.fine;
}

/** Where the message says it all; `null` for a fault of ours, which is printed with where it was. */
function exitCodeOf(error: unknown): number | null {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof InputError || error instanceof DataError || error instanceof FormatError) return exitCodes.input;
  if (error instanceof RunError || error instanceof BackendError) return exitCodes.failed;
  return null;
}

// Whoever read the output, `head` for one, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : exitCodes.failed),
);

const code = await main(process.argv.slice(2)).catch((error: unknown) => {
  const code = exitCodeOf(error);
  err(error instanceof Error ? ((code === null ? error.stack : undefined) ?? error.message) : String(error));
  return code ?? exitCodes.failed;
});
// A backend may keep threads of its own, so the process is ended; first what was printed has to be out.
process.stdout.write('', () => process.exit(code));
