/** The settings of an item by key, each read as what it takes. `null` is wrong, which has been said; `undefined` is not set. */
import type { Call } from '../../../model/catalog/arguments.ts';
import type { CallableKind } from '../../../model/catalog/callable.ts';
import type { Expression, Setting } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import type { Budget } from './budget.ts';
import { type ReadCall, readCall } from './callables.ts';
import { describe, evaluate, numeric } from './expressions.ts';
import { meant } from './meant.ts';
import type { SettingSpecs } from './settings.ts';
import { Environment, type FileScope } from './values.ts';

export interface SettingsRequest {
  readonly scope: FileScope;
  readonly reporter: Surroundings['reporter'];
  readonly factsOf: Surroundings['factsOf'];
  readonly budget: Budget;
}

/** Settings stand outside of every model: there is no tensor. */
export const settingsAround = ({ scope, reporter, factsOf, budget }: SettingsRequest): Surroundings => ({
  environment: new Environment(scope),
  reporter,
  here: null,
  shapeOf: () => null,
  factsOf,
  budget,
});

export interface Pattern {
  readonly text: string;
  readonly at: Expression | Setting['key'];
}

export class Settings {
  readonly #values = new Map<string, Expression>();
  readonly #around: Surroundings;
  readonly #specs: SettingSpecs;

  /** Says which settings do not exist or are given twice; `what` names the item. */
  constructor(settings: readonly Setting[], specs: SettingSpecs, what: string, around: Surroundings) {
    this.#specs = specs;
    this.#around = around;
    const { reporter } = around;
    for (const { key, value } of settings) {
      if (this.#values.has(key.text)) reporter.say('setting-given-twice', key, `${key.text} is set twice.`);
      else if (Object.hasOwn(specs, key.text)) this.#values.set(key.text, value);
      else {
        const names = Object.keys(specs);
        const { note, fixes } = meant(['setting'], key, names);
        const there = note === '' ? `; it has ${names.join(', ')}.` : `.${note}`;
        const message = `${what} has no setting ${key.text}${there}`;
        reporter.say('unknown-setting', key, message, { fixes });
      }
    }
  }

  get(key: string): Expression | undefined {
    return this.#values.get(key);
  }

  /** A single call with where its arguments stand. */
  read(key: string): ReadCall | null | undefined {
    const value = this.#values.get(key);
    const spec = this.#specs[key];
    if (value === undefined || spec === undefined) return undefined;
    return readCall([spec.takes as CallableKind], value, this.#around);
  }

  call(key: string): Call | null | undefined {
    const read = this.read(key);
    return read === undefined ? undefined : (read?.call ?? null);
  }

  integer(key: string): number | null | undefined {
    const value = this.#values.get(key);
    const spec = this.#specs[key];
    if (value === undefined || spec?.takes !== 'integer') return undefined;
    const { reporter } = this.#around;
    const before = reporter.diagnostics.length;
    const found = evaluate(value, this.#around);
    if (typeof found === 'number' && Number.isSafeInteger(found) && found >= spec.min) return found;
    if (found === null && value.kind === 'name')
      reporter.say('unknown-name', value, `Nothing here is called ${value.text}.`);
    else if (found !== null && reporter.diagnostics.length === before)
      reporter.say('out-of-range', value, `${key} is an integer of at least ${spec.min}.`);
    return null;
  }

  /** The calls of a list; one alone needs no brackets. */
  calls(key: string): readonly ReadCall[] | null | undefined {
    const value = this.#values.get(key);
    const spec = this.#specs[key];
    if (value === undefined || spec?.takes !== 'list') return undefined;
    const elements = value.kind === 'list' ? value.elements : [value];
    const read = elements.map((element) => readCall([spec.of], element, this.#around));
    return read.every((call) => call !== null) ? read : null;
  }

  /** The patterns of a list; one alone needs no brackets. */
  patterns(key: string): readonly Pattern[] | null | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    const elements = value.kind === 'list' ? value.elements : [value];
    const read = elements.map((element) => {
      const text = evaluate(element, this.#around);
      if (typeof text === 'string') return { text, at: element };
      this.#wrong(element, `${key} takes patterns in quotation marks, for example ${this.#specs[key]?.example}.`);
      return null;
    });
    return read.every((pattern) => pattern !== null) ? read : null;
  }

  /** The numbers of a map by pattern. */
  scales(key: string): readonly (Pattern & { readonly factor: number })[] | null | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    if (value.kind !== 'map') {
      this.#wrong(value, `${key} takes a map of patterns to factors, for example ${this.#specs[key]?.example}.`);
      return null;
    }
    const read = value.entries.map(({ key: at, value: factor }) => {
      const number = numeric(factor, this.#around);
      if (number !== null && number >= 0) return { text: at.text, at, factor: number };
      if (number !== null)
        this.#around.reporter.say(
          'out-of-range',
          factor,
          `A factor of the learning rate is at least 0; this is ${number}.`,
        );
      return null;
    });
    return read.every((scale) => scale !== null) ? read : null;
  }

  #wrong(at: Expression, message: string): void {
    if (at.kind === 'error') return;
    const found = at.kind === 'string' || at.kind === 'integer' ? ` This is ${describe(at.value)}.` : '';
    this.#around.reporter.say('wrong-type', at, message + found);
  }
}
