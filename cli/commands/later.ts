/** Commands of the contract that are not there yet: named, so that scripts can tell, and honest. */
import type { Command } from '../command.ts';
import { exitCodes } from '../terminal/exit.ts';
import { err } from '../terminal/output.ts';

const names: Readonly<Record<string, string>> = {
  fmt: 'formats model files',
  resume: 'goes on with a run',
  evaluate: 'evaluates a run on a data set',
  predict: 'says what a run sees in images',
  run: 'runs a model forward and backward on arrays',
  gradcheck: 'compares numeric with analytic gradients',
  sanity: "makes the course's checks",
  search: 'searches hyperparameters',
  explain: 'makes pictures of what a network sees',
  setup: 'finds or makes a TensorFlow for the native backends',
};

export const later: readonly Command[] = Object.entries(names).map(([name, doc]) => ({
  name,
  usage: `${name} …`,
  doc: `${doc} (not there yet)`,
  options: {},
  run: async () => {
    err(`netwright ${name} is not there yet. See docs/cli.md for what is.`);
    return exitCodes.usage;
  },
}));
