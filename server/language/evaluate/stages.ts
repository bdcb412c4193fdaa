/** What a train or one of its stages sets for a stretch of training; a stage inherits what it does not set. */
import type { Call } from '../../../model/catalog/arguments.ts';
import { type LossTerm, type StageSettings, trainDefaults } from '../../../model/settings.ts';
import type { Range } from '../analysis.ts';
import type { SettingGroup } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { type Losses, readLosses } from './losses.ts';
import { type Pattern, Settings } from './setting-values.ts';
import { stageSettings } from './settings.ts';

/** `null` is wrong, which has been said; `undefined` is not set and has no default. */
type Draft = { readonly [K in Exclude<keyof StageSettings, 'name'>]-?: StageSettings[K] | null | undefined };

export interface ReadStage {
  readonly name: string;
  readonly draft: Draft;
  /** What it sets itself, with where it stands. */
  readonly losses: (Losses & { readonly at: Range }) | null;
  readonly patterns: readonly Pattern[];
}

const unset: Draft = {
  loss: undefined,
  regularizers: undefined,
  optimizer: trainDefaults.optimizer,
  schedule: undefined,
  clip: undefined,
  average: undefined,
  batch: trainDefaults.batch,
  epochs: trainDefaults.epochs,
  accumulate: undefined,
  patience: undefined,
  bptt: undefined,
  trainOnly: undefined,
  lrScale: undefined,
};

export function readStage(settings: Settings, name: string, around: Surroundings, outer: Draft = unset): ReadStage {
  const loss = settings.get('loss');
  const losses = loss === undefined ? null : { ...readLosses(loss, around), at: loss };
  const only = settings.patterns('train_only');
  const scales = settings.scales('lr_scale');
  const or = <T>(own: T | undefined, inherited: T): T => (own === undefined ? inherited : own);
  return {
    name,
    losses,
    patterns: [...(only ?? []), ...(scales ?? [])],
    draft: {
      loss: losses === null ? outer.loss : losses.terms.map(plainTerm),
      regularizers: losses === null ? outer.regularizers : losses.regularizers,
      optimizer: or<Call | null | undefined>(settings.call('optimizer'), outer.optimizer),
      schedule: or<Call | null | undefined>(settings.call('schedule'), outer.schedule),
      clip: or<Call | null | undefined>(settings.call('clip'), outer.clip),
      average: or<Call | null | undefined>(settings.call('average'), outer.average),
      batch: or<number | null | undefined>(settings.integer('batch'), outer.batch),
      epochs: or<number | null | undefined>(settings.integer('epochs'), outer.epochs),
      accumulate: or<number | null | undefined>(settings.integer('accumulate'), outer.accumulate),
      patience: or<number | null | undefined>(settings.integer('patience'), outer.patience),
      bptt: or<number | null | undefined>(settings.integer('bptt'), outer.bptt),
      trainOnly: or(only?.map(({ text }) => text) ?? (only === null ? null : undefined), outer.trainOnly),
      lrScale: or(
        scales === undefined
          ? undefined
          : scales === null
            ? null
            : Object.fromEntries(scales.map(({ text, factor }) => [text, factor])),
        outer.lrScale,
      ),
    },
  };
}

const plainTerm = ({ at: _, ...term }: Losses['terms'][number]): LossTerm => term;

/** The stages of a train in order; two may not have one name. */
export function readStages(
  groups: readonly SettingGroup[],
  base: ReadStage,
  around: Surroundings,
): readonly ReadStage[] {
  const names = new Set<string>();
  return groups.map(({ name, settings }, i) => {
    if (name !== null && names.has(name.text))
      around.reporter.say('name-given-twice', name, `There is a stage ${name.text} already; a name is given once.`);
    if (name !== null) names.add(name.text);
    const own = new Settings(settings, stageSettings, 'stage', around);
    return readStage(own, name?.text ?? `${i + 1}`, around, base.draft);
  });
}

/** `null` where something needed is missing or wrong. A model that does not `learn` needs no loss. */
export function completeStage({ name, draft }: ReadStage, learns: boolean): StageSettings | null {
  const none = learns ? undefined : [];
  const {
    loss = none,
    regularizers = none,
    optimizer,
    batch,
    epochs,
    schedule,
    clip,
    average,
    accumulate,
    patience,
    bptt,
    trainOnly,
    lrScale,
  } = draft;
  if (loss == null || regularizers == null || optimizer == null || batch == null || epochs == null) return null;
  if ([schedule, clip, average, accumulate, patience, bptt, trainOnly, lrScale].includes(null)) return null;
  return {
    name,
    loss,
    regularizers,
    optimizer,
    batch,
    epochs,
    ...(schedule == null ? {} : { schedule }),
    ...(clip == null ? {} : { clip }),
    ...(average == null ? {} : { average }),
    ...(accumulate == null ? {} : { accumulate }),
    ...(patience == null ? {} : { patience }),
    ...(bptt == null ? {} : { bptt }),
    ...(trainOnly == null ? {} : { trainOnly }),
    ...(lrScale == null ? {} : { lrScale }),
  };
}
