/** Exit codes of the contract (docs/cli.md), and the two ways a command ends early. */
export const exitCodes = { fine: 0, input: 1, usage: 2, failed: 3, interrupted: 130 } as const;

/** The command line is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The input has errors; they have been, or the message is, said. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The work failed: out of memory, a number that is not finite, a backend lost. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

/** What was meant, as the end of a message. */
export const suggestion = (meant: string | undefined): string => (meant === undefined ? '' : ` Is it ${meant}?`);
