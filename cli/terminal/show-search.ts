/** A search in a terminal: a line for each trial that begins or ends, and the table of results. */
import type { OverFolds } from '../../engine/search/over-folds.ts';
import { ranked, type SearchState, scoreOfTrial, type Trial } from '../../engine/search/state.ts';
import type { Measure } from '../../engine/train/score.ts';
import { plural, table } from './output.ts';

/** As people read it: a share in percent, a loss as it is. */
function scoreText({ name, better }: Measure, { mean, deviation }: OverFolds, folds: number): string {
  const share = name === 'accuracy';
  const text = (value: number) => (share ? `${(100 * value).toFixed(1)}%` : value.toPrecision(4));
  return `${text(better === 'higher' ? mean : -mean)}${folds > 1 ? ` ± ${text(deviation)}` : ''}`;
}

const valuesText = ({ values }: Trial) =>
  Object.entries(values)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ');

const epochsOf = ({ folds }: Trial) => folds.reduce((sum, { curve }) => sum + curve.length, 0);

export function trialLine(trial: Trial, { trials, folds, measure }: SearchState): string {
  const head = `trial ${String(trial.number).padStart(String(trials.length).length)} of ${trials.length}`;
  if (trial.status === 'running') return `${head}: ${valuesText(trial) || 'begins'}`;
  const score = scoreOfTrial(trial, folds);
  const reached = measure === null || score === null ? '' : `, ${measure.name} ${scoreText(measure, score, folds)}`;
  return `${head}: ${trial.status} after ${plural(epochsOf(trial), 'epoch')}${reached}${trial.reason === undefined ? '' : `. ${trial.reason}`}`;
}

/** Best first. */
export function searchTable(state: SearchState): string {
  const { space, measure, folds } = state;
  const paths = space.map(({ path }) => path);
  const head = ['trial', ...paths, measure?.name ?? 'score', 'epochs', 'status'];
  const rows = ranked(state).map((trial) => {
    const score = scoreOfTrial(trial, folds);
    return [
      String(trial.number),
      ...paths.map((path) => trial.values[path] ?? ''),
      measure === null || score === null ? '–' : scoreText(measure, score, folds),
      String(epochsOf(trial)),
      trial.status,
    ];
  });
  return table([head, ...rows], new Set([...head.keys()].slice(0, -1)));
}

/** The state with the score of each trial, best first. */
export function searchDocument(state: SearchState, folder: string): unknown {
  const sign = state.measure?.better === 'lower' ? -1 : 1;
  const results = ranked(state).map((trial) => {
    const score = scoreOfTrial(trial, state.folds);
    return { ...trial, score: score === null ? null : sign * score.mean, deviation: score?.deviation ?? null };
  });
  return { ...state, folder, trials: results };
}
