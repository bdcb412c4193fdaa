/** A search that begins, or goes on with what an earlier one in the folder has left. */
import { createHash } from 'node:crypto';
import { methodOf, pointsOf, type Variable } from '../../engine/search/space.ts';
import { readSearch, type SearchState, type Trial } from '../../engine/search/state.ts';
import { InputError } from '../terminal/exit.ts';
import { err } from '../terminal/output.ts';

export interface SearchRequest {
  /** Absolute path of the model file, and its text. */
  readonly file: string;
  readonly text: string;
  readonly train: string;
  readonly set: readonly string[];
  readonly space: readonly Variable[];
  readonly trials: number;
  readonly folds: number;
  /** Absent: 1, or that of the search that goes on. */
  readonly seed: number | undefined;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** `folder`: of a search that may be there already. @throws InputError when it is another one. */
export function beginSearch(request: SearchRequest, folder: string | null): SearchState {
  const before = folder === null ? null : readSearch(folder);
  const { file, train, set, space, folds, trials, seed = before?.seed ?? 1 } = request;
  const text = hashOf(request.text);
  if (before !== null) {
    for (const [what, was, is] of [
      ['model file', before.file, file],
      ['train', before.train, train],
      ['space', before.space, space],
      ['folds', before.folds, folds],
      ['seed', before.seed, seed],
      ['changes by --set', before.set, set],
    ] as const) {
      if (JSON.stringify(was) !== JSON.stringify(is))
        throw new InputError(
          `The search in ${folder} differs in its ${what}: ${shown(was)} there, ${shown(is)} here. Choose another folder with --out.`,
        );
    }
    if (before.text !== text)
      err('The model file is not what it was when the search began; what is missing is run with it as it is now.');
  }
  // A search that began at random stays so, whatever the number of trials.
  const method = before?.method ?? methodOf(space, trials);
  const points = pointsOf(space, method, trials, seed);
  const found = points.map(
    (values, i): Trial => before?.trials[i] ?? { number: i + 1, values, status: 'waiting', folds: [] },
  );
  return {
    version: 1,
    created: before?.created ?? new Date().toISOString(),
    file,
    text,
    train,
    set,
    space,
    method,
    seed,
    folds,
    measure: before?.measure ?? null,
    // What an earlier search has found stays, even where fewer are asked for now.
    trials: [...found, ...(before?.trials.slice(found.length) ?? [])],
  };
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
