/** Every command, in the order of help. */
import type { Command } from '../command.ts';
import { backends } from './backends.ts';
import { check } from './check.ts';
import { fmt } from './fmt.ts';
import { graph } from './graph.ts';
import { later } from './later.ts';
import { lsp } from './lsp.ts';
import { setup } from './setup.ts';
import { train } from './train.ts';

export const commands: readonly Command[] = [check, fmt, graph, train, backends, setup, lsp, ...later];
