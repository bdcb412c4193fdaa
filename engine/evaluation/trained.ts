/** What a run has learned, opened again: its job, the weights of one of its checkpoints, what was measured on its data. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSafetensors } from '../../formats/safetensors.ts';
import type { DataSettings, StageSettings } from '../../model/settings.ts';
import type { Backend } from '../backends/backend.ts';
import { openFile } from '../data/file-source.ts';
import { DataError } from '../data/samples.ts';
import type { Statistics } from '../data/statistics.ts';
import type { Network, NumbersByName } from '../network/network.ts';
import type { BackendName, Job } from '../protocol/job.ts';
import { BEST, LAST, readCheckpoint } from '../runs/checkpoint.ts';
import { readInfo } from '../runs/folder.ts';
import type { Position } from '../train/position.ts';

export interface Trained {
  /** Absolute path of the run folder. */
  readonly run: string;
  readonly job: Job;
  /** The stage that the training stood in last: by its losses it is judged. */
  readonly stage: StageSettings;
  /** The file the weights are of, relative to the run folder where it lies in it. */
  readonly file: string;
  /** The epoch after which they were written, where the file says so. */
  readonly epoch: number | null;
  readonly weights: NumbersByName;
  /** What the optimizer keeps, where the average of the weights has to be taken from it. */
  readonly optimizer: NumbersByName | null;
  /** Of the training samples. */
  readonly statistics: Statistics | null;
  readonly backend: BackendName | undefined;
}

/** `best`, `last`, or a file: as it is named from here, or of the run's own checkpoints. */
export type CheckpointName = string;

/**
 * Without a name the best validation, else the last.
 * @throws Error when there is no run, DataError when it has no such checkpoint, FormatError when that is damaged.
 */
export function readTrained(folder: string, name?: CheckpointName): Trained {
  const run = resolve(folder);
  const { job, backend } = readInfo(run);
  const last = readCheckpoint<Position>(run);
  if (last === null)
    throw new DataError(
      `${folder} has no checkpoint yet: the run was ended before its first. Go on with it: netwright resume ${folder}`,
    );
  const { state, optimizer, weights } = last;
  const stages = job.settings.stages ?? [job.settings];
  const stage = stages[state.stage] ?? job.settings;
  const rest = { run, job, stage, statistics: state.statistics, backend: backend?.chosen };
  const chosen = name ?? (existsSync(join(run, BEST)) ? 'best' : 'last');
  if (chosen === 'last') {
    const averages = stage.average === undefined ? null : optimizer;
    return { ...rest, file: LAST, epoch: state.epochs, weights, optimizer: averages };
  }
  const file = chosen === 'best' ? BEST : ownFile(run, chosen);
  const path = resolve(run, file);
  if (!existsSync(path)) {
    const there = readdirSync(join(run, 'checkpoints')).filter(
      (entry) => entry.endsWith('.safetensors') && !entry.startsWith('optimizer-'),
    );
    throw new DataError(`There is no checkpoint ${chosen} in ${folder}; it has ${there.join(', ')}.`);
  }
  const { tensors, metadata } = readSafetensors(openFile(path));
  const epoch = metadata.epoch === undefined ? null : Number(metadata.epoch);
  return { ...rest, file, epoch, weights: tensors, optimizer: null };
}

/** A name from here counts before one among the run's checkpoints. */
function ownFile(run: string, name: string): string {
  const here = resolve(name);
  if (existsSync(here)) return here;
  const within = join('checkpoints', name);
  return existsSync(join(run, within)) ? within : `${within}.safetensors`;
}

/** The weights that a cyclic schedule kept at the end of each of its cycles, in order. */
export function snapshotsOf(run: string): readonly string[] {
  const folder = join(run, 'checkpoints');
  const stepOf = (name: string) => Number(/^snapshot-(\d+)\.safetensors$/.exec(name)?.[1] ?? Number.NaN);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => Number.isFinite(stepOf(name))) : [];
  return names.toSorted((a, b) => stepOf(a) - stepOf(b)).map((name) => join(folder, name));
}

/** A network with these weights. @throws DataError when they are of another model. */
export async function networkOf(backend: Backend, trained: Trained, data: DataSettings): Promise<Network> {
  const { job, stage, weights, optimizer, file } = trained;
  const { graph, settings } = job;
  const { init, seed } = settings;
  const network = await backend.createNetwork({ graph, init, seed, ...stage, data: { name: data.name } });
  try {
    await network.setWeights(weights);
  } catch (error) {
    network.dispose();
    throw new DataError(`${file} has not the weights of ${graph.model}: ${(error as Error).message}`);
  }
  if (optimizer !== null) await network.setOptimizerState(optimizer);
  return network;
}

/** With the weights that evaluation uses: the average, where `last` has it beside them. */
export const asEvaluated = <R>({ optimizer }: Trained, network: Network, work: () => Promise<R>): Promise<R> =>
  optimizer === null ? work() : network.averaged(work);
