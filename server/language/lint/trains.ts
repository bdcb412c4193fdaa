/** A `train` as rules read it: its settings where they stand, stage by stage, and the network that it trains. */

import type { DataFacts } from '../../../formats/facts/index.ts';
import type { Call, Value } from '../../../model/catalog/arguments.ts';
import type { CallableKind } from '../../../model/catalog/callable.ts';
import type { Surroundings } from '../evaluate/around.ts';
import type { Budget } from '../evaluate/budget.ts';
import { type ReadCall, readCall } from '../evaluate/callables.ts';
import { evaluate } from '../evaluate/expressions.ts';
import { Reporter } from '../evaluate/reporter.ts';
import { settingsAround } from '../evaluate/setting-values.ts';
import type { FileScope } from '../evaluate/values.ts';
import type { DataItem, Expression, TrainItem } from '../syntax/tree.ts';
import type { Network } from './network.ts';

/** A loss with the head that it judges; `null`: the only output. */
export interface LossCall extends ReadCall {
  readonly head: string | null;
}

/** The settings of a train, or of one stage of it with what it inherits. */
export class TrainPart {
  readonly #settings: ReadonlyMap<string, Expression>;
  readonly #around: Surroundings;

  constructor(settings: ReadonlyMap<string, Expression>, around: Surroundings) {
    this.#settings = settings;
    this.#around = around;
  }

  setting(key: string): Expression | undefined {
    return this.#settings.get(key);
  }

  /** A number, as written or worked out; `otherwise` where it is not given or not known. */
  number(key: string, otherwise: number): number {
    const value = this.#settings.get(key);
    if (value === undefined) return otherwise;
    const computed = evaluate(value, this.#around);
    return typeof computed === 'number' ? computed : otherwise;
  }

  call(key: string, kind: CallableKind): ReadCall | null {
    const value = this.#settings.get(key);
    return value === undefined ? null : this.read(value, [kind]);
  }

  read(value: Expression, kinds: readonly CallableKind[]): ReadCall | null {
    return readCall(kinds, value, this.#around);
  }

  /** The losses and regularizers of `loss`, wherever they stand in its sum. */
  losses(): { readonly terms: readonly LossCall[]; readonly regularizers: readonly ReadCall[] } {
    const terms: LossCall[] = [];
    const regularizers: ReadCall[] = [];
    const walk = (value: Expression, head: string | null): void => {
      if (value.kind === 'binary') {
        walk(value.left, head);
        walk(value.right, head);
      } else if (value.kind === 'map') for (const entry of value.entries) walk(entry.value, entry.key.text);
      else {
        const found = this.read(value, ['loss', 'regularizer']);
        if (found?.kind === 'loss') terms.push({ ...found, head });
        else if (found !== null) regularizers.push(found);
      }
    };
    const loss = this.#settings.get('loss');
    if (loss !== undefined) walk(loss, null);
    return { terms, regularizers };
  }
}

export interface TrainView {
  readonly item: TrainItem;
  /** What is trained, at the train's own arguments where they are known; `null` where there is no sound model. */
  readonly network: Network | null;
  /** The train itself, or its stages in order. */
  readonly parts: readonly TrainPart[];
  /** What is known of its data, and how it is split. */
  readonly data: { readonly facts: DataFacts; readonly split: Call | null } | null;
}

export interface TrainViewRequest {
  readonly scope: FileScope;
  readonly budget: Budget;
  factsOf(data: DataItem): DataFacts | null;
}

export function viewTrain(item: TrainItem, network: Network | null, request: TrainViewRequest): TrainView {
  const { scope, factsOf, budget } = request;
  // What is wrong in a setting has been said where it was evaluated.
  const around = settingsAround({ scope, reporter: new Reporter(), factsOf, budget });
  const own = settingsOf(item.settings);
  const parts =
    item.stages.length === 0
      ? [new TrainPart(own, around)]
      : item.stages.map((stage) => new TrainPart(new Map([...own, ...settingsOf(stage.settings)]), around));
  const data = item.data === null ? undefined : scope.data.get(item.data.text);
  const facts = data === undefined ? null : factsOf(data);
  if (data === undefined || facts === null) return { item, network, parts, data: null };
  const split = new TrainPart(settingsOf(data.settings), around).call('split', 'split');
  return { item, network, parts, data: { facts, split: split?.call ?? null } };
}

/** A data set as rules read it; `null` where something is not given or wrong. */
export interface DataSetView {
  readonly source: ReadCall | null;
  readonly normalize: ReadCall | null;
}

export function viewDataSet(item: DataItem, { scope, factsOf, budget }: TrainViewRequest): DataSetView {
  const around = settingsAround({ scope, reporter: new Reporter(), factsOf, budget });
  const settings = new TrainPart(settingsOf(item.settings), around);
  return { source: settings.call('source', 'source'), normalize: settings.call('normalize', 'normalization') };
}

const settingsOf = (settings: TrainItem['settings']): Map<string, Expression> =>
  new Map(settings.map(({ key, value }) => [key.text, value]));

/** A number among the arguments of a call; `null` where it is none or not known. */
export function numberIn({ args }: Call, name: string): number | null {
  const value: Value | undefined = args[name];
  return typeof value === 'number' ? value : null;
}
