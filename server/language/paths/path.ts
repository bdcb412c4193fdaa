/**
 * The path syntax that search, `--set` and live edits share: `model.width`, `optimizer.lr`, `loss.l2.weight`,
 * `loss.class.softmax.smoothing`, `schedule.then.floor`, `stage.head.epochs`, `data.split.val`; a bare name that is no
 * setting is a parameter of the model. A path leads to a place in the text and to what can stand there.
 */
import type { Argument as Description } from '../../../model/catalog/arguments.ts';
import type { Callable } from '../../../model/catalog/callable.ts';
import type { TextChange } from '../analysis.ts';
import { nearest } from '../evaluate/reporter.ts';
import { dataSettings, type SettingSpec, stageSettings, trainSettings } from '../evaluate/settings.ts';
import type { DataItem, Expression, Item, ModelItem, TrainItem } from '../syntax/tree.ts';
import { parameterAt } from './parameter.ts';
import { type Holder, settingAt } from './setting.ts';

/** What can stand at the end of a path. */
export type PathTarget =
  | { readonly kind: 'parameter'; readonly model: ModelItem; readonly name: string }
  | { readonly kind: 'setting'; readonly key: string; readonly spec: SettingSpec }
  | {
      readonly kind: 'argument';
      readonly callable: Callable;
      readonly name: string;
      readonly description: Description;
    };

export interface PathPlace {
  readonly target: PathTarget;
  /** What stands there now; `null`: nothing is written. */
  readonly value: Expression | null;
  /** What has to change for a text to stand there. */
  set(text: string): readonly TextChange[];
}

/** There is no such place; the message names what there is. */
export interface PathProblem {
  readonly message: string;
  /** What was probably meant: the word, and the path with it. */
  readonly near?: { readonly word: string; readonly path: string };
}

export interface PathContext {
  readonly text: string;
  readonly items: readonly Item[];
  readonly train: TrainItem;
}

export const isProblem = (found: PathPlace | PathProblem): found is PathProblem => 'message' in found;

export function findPath(path: string, context: PathContext): PathPlace | PathProblem {
  const [first = '', ...rest] = path.split('.');
  const { train, items } = context;
  if (Object.hasOwn(trainSettings, first)) return settingAt([first, ...rest], trainHolder(context), '');
  if (first === 'model') return parameterAt(rest, path, context);
  if (first === 'stage') return stageAt(rest, context);
  if (first === 'data') {
    const item = items.find(
      (found): found is DataItem => found.kind === 'data' && found.name?.text === train.data?.text,
    );
    if (item === undefined) return { message: `There is no data called ${train.data?.text ?? ''} here.` };
    return settingAt(
      rest,
      { what: 'The data', settings: item.settings, specs: dataSettings, range: item, text: context.text },
      'data.',
    );
  }
  if (rest.length === 0) {
    const parameter = parameterAt([first], path, context);
    if (!isProblem(parameter)) return parameter;
  }
  return unknown(first, path, context);
}

const trainHolder = ({ train, text }: PathContext): Holder => ({
  what: 'A train',
  settings: train.settings,
  specs: trainSettings,
  range: { start: train.as?.end ?? train.data?.end ?? train.start, end: train.end },
  text,
});

function stageAt([name = '', ...rest]: readonly string[], { train, text }: PathContext): PathPlace | PathProblem {
  const stage = train.stages.find((candidate) => candidate.name?.text === name);
  const known = train.stages.flatMap((candidate) => candidate.name?.text ?? []);
  if (stage === undefined) {
    const there = known.length === 0 ? 'it has no stages' : `it has ${known.join(', ')}`;
    const word = nearest(name, known);
    const message = `This train has no stage ${name}; ${there}.`;
    return word === undefined ? { message } : { message, near: { word, path: ['stage', word, ...rest].join('.') } };
  }
  const holder = { what: 'A stage', settings: stage.settings, specs: stageSettings, range: stage, text };
  return settingAt(rest, holder, `stage.${name}.`);
}

/** Neither a setting nor a parameter. */
function unknown(first: string, path: string, { items, train }: PathContext): PathProblem {
  const model = items.find((item): item is ModelItem => item.kind === 'model' && item.name?.text === train.model?.text);
  const parameters = model?.parameters.map(({ name }) => `model.${name.text}`) ?? [];
  const known = Object.keys(trainSettings);
  const word = nearest(first, [...known, 'model', 'data', 'stage']);
  const also = parameters.length === 0 ? '' : ` and the parameters ${parameters.join(', ')}`;
  const message = `A train has no setting ${first}; it has ${known.join(', ')}${also}.`;
  return word === undefined ? { message } : { message, near: { word, path: path.replace(first, word) } };
}
