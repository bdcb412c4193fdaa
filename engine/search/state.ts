/** `search.json`: what a search tries and what it has found so far, written whole after every change. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../runs/write.ts';
import type { Measure } from '../train/score.ts';
import type { Curve } from './median-rule.ts';
import { type OverFolds, overFolds } from './over-folds.ts';
import type { Method, Values, Variable } from './space.ts';

/**
 * `waiting`: not begun. `running`: at work, or was when the search was killed. `stopped`: with the search, and goes on with
 * it. `abandoned`: by the median rule. `failed`: NaN, or values that do not check.
 */
export type TrialStatus = 'waiting' | 'running' | 'stopped' | 'finished' | 'abandoned' | 'failed';

export interface FoldRun {
  /** The run folder, relative to that of the search. */
  readonly run: string;
  readonly finished: boolean;
  /** After each epoch: the first metric of the train, else accuracy, else the loss; negative where lower is better. */
  readonly curve: Curve;
}

export interface Trial {
  /** From 1. */
  readonly number: number;
  readonly values: Values;
  readonly status: TrialStatus;
  /** Why it was abandoned or failed. */
  readonly reason?: string;
  readonly folds: readonly FoldRun[];
}

export interface SearchState {
  readonly version: 1;
  readonly created: string;
  /** Absolute path of the model file. */
  readonly file: string;
  /** SHA-256 of its text. */
  readonly text: string;
  readonly train: string;
  /** What `--set` had changed for all trials. */
  readonly set: readonly string[];
  readonly space: readonly Variable[];
  readonly method: Method;
  readonly seed: number;
  /** Folds of each trial; 1: the split of the data. */
  readonly folds: number;
  /** What trials are ranked by, as soon as it is known. */
  readonly measure: Measure | null;
  readonly trials: readonly Trial[];
}

export const searchFile = (folder: string): string => join(folder, 'search.json');

export const writeSearch = (folder: string, state: SearchState): void =>
  writeAtomically(searchFile(folder), `${JSON.stringify(state, null, 2)}\n`);

/** `null` where there is none. @throws Error where it is damaged. */
export function readSearch(folder: string): SearchState | null {
  const file = searchFile(folder);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SearchState;
  } catch {
    throw new Error(`${file} is damaged: it is not JSON.`);
  }
}

/** The best epoch of each fold, and over the folds their mean; `null` before all folds have one. */
export function scoreOfTrial({ folds }: Trial, wanted: number): OverFolds | null {
  const best = folds.filter(({ curve }) => curve.length > 0).map(({ curve }) => Math.max(...curve));
  return best.length < wanted ? null : overFolds(best);
}

const isWhole = ({ status }: Trial) => status === 'finished';

/** Best first: finished trials, then those that were not whole by how far they came, then those without a score. */
export function ranked({ trials, folds }: Pick<SearchState, 'trials' | 'folds'>): readonly Trial[] {
  const score = (trial: Trial) => scoreOfTrial(trial, folds)?.mean ?? Number.NEGATIVE_INFINITY;
  return trials.toSorted((a, b) => {
    if (isWhole(a) !== isWhole(b)) return isWhole(a) ? -1 : 1;
    const [first, second] = [score(a), score(b)];
    return first === second ? a.number - b.number : second - first;
  });
}
