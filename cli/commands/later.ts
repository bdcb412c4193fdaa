/** Commands of the contract that are not there yet: named, so that scripts can tell, and honest. */
import type { Command } from '../command.ts';
import { exitCodes } from '../terminal/exit.ts';
import { err } from '../terminal/output.ts';

const usages: readonly (readonly [usage: string, doc: string])[] = [
  ['explain METHOD RUN IMAGE…', 'Makes pictures of what a network sees'],
];

export const later: readonly Command[] = usages.map(([usage, doc]) => {
  const [name = ''] = usage.split(' ');
  return {
    name,
    usage,
    doc: `${doc} (not there yet).`,
    options: {},
    later: true,
    run: async () => {
      err(`netwright ${name} is not there yet. netwright --help lists what is.`);
      return exitCodes.usage;
    },
  };
});
