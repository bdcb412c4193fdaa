/** A run is one training; samples that are divided into folds are trained on once for each. */
import type { Job } from '../protocol/job.ts';
import { remembers } from '../uncovered.ts';

/** The job asks for several trainings. */
export class FoldsError extends Error {
  override readonly name = 'FoldsError';
}

/** @throws FoldsError with the command that trains them all, where no fold is chosen. Nearest neighbors judge all folds in one run. */
export function requireOneTraining({ graph, settings, fold, file }: Job): void {
  const { name, split } = settings.data;
  if (split.name !== 'kfold' || fold !== undefined || remembers(graph)) return;
  const path = /\s/.test(file) ? `"${file}"` : file;
  throw new FoldsError(
    `The data ${name} is divided into ${split.args.folds} folds, and a run is one training. \`netwright search ${path} --search ${settings.name}\` trains once for each fold and gives the mean with its deviation; split = holdout(val=…) keeps samples aside for a single training.`,
  );
}
