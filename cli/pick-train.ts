/** The train of a file that is meant, what it asks the engine for, and where its runs stand. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { runsFolder } from '../engine/runs/folder.ts';
import { type AnalyzedTrain, faultOf, Lines, nearest, silencedText } from '../server/language/index.ts';
import type { ModelFile } from './files.ts';
import { InputError, suggestion, UsageError } from './terminal/exit.ts';

/** @throws InputError with what is missing or wrong. */
export function soundJob(file: ModelFile, train: AnalyzedTrain): NonNullable<AnalyzedTrain['job']> {
  if (train.job === null) throw new InputError(whyNone(file, train));
  return train.job;
}

/** What was not said, as it is silenced. */
function whyNone({ path, analysis }: ModelFile, train: AnalyzedTrain): string {
  const fault = faultOf(analysis, train);
  if (fault === undefined) return `The train ${train.name} of ${path} is not complete.`;
  const { line } = new Lines(analysis.text).position(fault.found.start);
  return `The train ${train.name} cannot be run: ${path}:${line}: ${fault.found.message}${silencedText(fault)}`;
}

/** Runs stand where there are some already, in the file's folder or above it: beside those of the editor. */
export function rootOf(file: string): string {
  const folder = dirname(file);
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(runsFolder(above))) return above;
    if (above === dirname(above)) return folder;
  }
}

/** The one that is named, or the only one. @throws UsageError or InputError */
export function pickTrain({ path, analysis: { trains } }: ModelFile, name: string | undefined): AnalyzedTrain {
  const names = trains.map((train) => train.name);
  const [only, ...others] = trains;
  if (only === undefined) throw new InputError(`${path} has no train.`);
  if (name !== undefined) {
    const found = trains.find((candidate) => candidate.name === name);
    if (found !== undefined) return found;
    throw new UsageError(
      `${path} has no train ${name}; it has ${names.join(', ')}.${suggestion(nearest(name, names))}`,
    );
  }
  if (others.length > 0) throw new UsageError(`${path} has several trains; choose with --train: ${names.join(', ')}.`);
  return only;
}
