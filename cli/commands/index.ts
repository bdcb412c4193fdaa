/** Every command, in the order of help. */
import type { Command } from '../command.ts';
import { backends } from './backends.ts';
import { check } from './check.ts';
import { evaluate } from './evaluate.ts';
import { fmt } from './fmt.ts';
import { gradcheck } from './gradcheck.ts';
import { graph } from './graph.ts';
import { later } from './later.ts';
import { lsp } from './lsp.ts';
import { predict } from './predict.ts';
import { resume } from './resume.ts';
import { run } from './run.ts';
import { sanity } from './sanity.ts';
import { search } from './search.ts';
import { setup } from './setup.ts';
import { train } from './train.ts';

export const commands: readonly Command[] = [
  check,
  fmt,
  graph,
  train,
  resume,
  evaluate,
  predict,
  run,
  gradcheck,
  sanity,
  search,
  backends,
  setup,
  lsp,
  ...later,
];
