/** What ends a command from outside: Ctrl-C, a terminal that closes, the system. */
import { exitCodes } from './terminal/exit.ts';
import { err } from './terminal/output.ts';

/** At every signal. */
export function onSignal(act: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, act);
}

/** For work that writes nothing: a signal ends it at once. */
export const leaveOnSignal = (): void => onSignal(() => process.exit(exitCodes.interrupted));

/** The first signal says what it does and does it, the second leaves. Gives back whether there was one. */
export function stopOnSignal(what: string, stop: () => void): () => boolean {
  let interrupted = false;
  onSignal(() => {
    if (interrupted) process.exit(exitCodes.interrupted);
    interrupted = true;
    err(`\n${what}; press Ctrl-C again to leave at once.`);
    stop();
  });
  return () => interrupted;
}
