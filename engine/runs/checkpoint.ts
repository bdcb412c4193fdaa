/**
 * Checkpoints of a run. `last.safetensors` holds the weights, and in its metadata where the training stands and the
 * name of the file with what the optimizer keeps. That file is written first and the old one goes last, so whatever
 * moment the power fails there is one whole checkpoint: the one that `last.safetensors` names.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors, writeSafetensors } from '../../formats/safetensors.ts';
import { openFile } from '../data/file-source.ts';
import type { NumbersByName } from '../network/network.ts';
import { writeAtomically } from './write.ts';

export const LAST = 'checkpoints/last.safetensors';
export const BEST = 'checkpoints/best.safetensors';

const epochFile = (epoch: number) => `checkpoints/epoch-${String(epoch).padStart(4, '0')}.safetensors`;
const optimizerFile = (step: number) => `optimizer-${step}.safetensors`;
const isOptimizer = (name: string) => /^optimizer-\d+\.safetensors$/.test(name);
/** Names of epochs from 10,000 on are longer. */
const byEpoch = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);
const isEpoch = (name: string) => /^epoch-\d+\.safetensors$/.test(name);

export interface Checkpoint<State> {
  readonly weights: NumbersByName;
  readonly optimizer: NumbersByName;
  /** Where the training stands: plain data. */
  readonly state: State;
}

export interface CheckpointNames {
  readonly model: string;
  readonly epoch: number;
  readonly step: number;
}

export interface SaveOptions {
  /** The weights that evaluation uses, where they are others: an average. */
  readonly evaluated: NumbersByName;
  readonly best: boolean;
  /** At the end of an epoch: how many of the latest epochs keep their weights under their own names. `null` within one. */
  readonly keep: number | null;
}

/** Gives the name of the file, relative to the run folder. */
export function saveCheckpoint<State>(
  run: string,
  { model, epoch, step }: CheckpointNames,
  { weights, optimizer, state }: Checkpoint<State>,
  { evaluated, best, keep }: SaveOptions,
): string {
  const folder = join(run, 'checkpoints');
  const metadata = { model, epoch: `${epoch}`, step: `${step}` };
  const write = (name: string, tensors: NumbersByName, more: Record<string, string> = {}) =>
    writeAtomically(join(run, name), writeSafetensors({ tensors, metadata: { ...metadata, ...more } }));
  if (best) write(BEST, evaluated);
  if (keep !== null && keep > 0) write(epochFile(epoch), evaluated);
  const kept = optimizerFile(step);
  write(`checkpoints/${kept}`, optimizer);
  write(LAST, weights, { optimizer: kept, state: JSON.stringify(state) });
  tidy(folder, kept, keep);
  return LAST;
}

/** Weights that stay, as an ensemble of snapshots takes them (Huang et al., 2017). */
export function saveSnapshot(run: string, { model, epoch, step }: CheckpointNames, weights: NumbersByName): string {
  const name = `checkpoints/snapshot-${step}.safetensors`;
  const metadata = { model, epoch: `${epoch}`, step: `${step}` };
  writeAtomically(join(run, name), writeSafetensors({ tensors: weights, metadata }));
  return name;
}

/** What no checkpoint needs any more, and what a crash has left half-written. */
function tidy(folder: string, optimizer: string, keep: number | null): void {
  const names = readdirSync(folder);
  const old = names.filter((name) => (isOptimizer(name) && name !== optimizer) || name.endsWith('.tmp'));
  const epochs = names.filter(isEpoch).sort(byEpoch);
  const past = keep === null ? [] : epochs.slice(0, Math.max(0, epochs.length - keep));
  for (const name of [...old, ...past]) rmSync(join(folder, name), { force: true });
}

/** `null` where the run has none yet. @throws FormatError for a file that is damaged. */
export function readCheckpoint<State>(run: string): Checkpoint<State> | null {
  const path = join(run, LAST);
  if (!existsSync(path)) return null;
  const { tensors, metadata } = readSafetensors(openFile(path));
  const { optimizer = '', state } = metadata;
  if (state === undefined || !isOptimizer(optimizer))
    throw new Error(`${path} does not say where the training stood: it was written by another version.`);
  const kept = readSafetensors(openFile(join(run, 'checkpoints', optimizer)));
  return { weights: tensors, optimizer: kept.tensors, state: JSON.parse(state) as State };
}
