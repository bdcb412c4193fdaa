/** A parameter of a model: its default, and what trains of that model give it. */
import type { TextChange } from '../analysis.ts';
import { nearest } from '../evaluate/reporter.ts';
import type { Argument, Item, ModelItem, TrainItem } from '../syntax/tree.ts';
import type { PathContext, PathPlace, PathProblem } from './path.ts';

/** Another value for a parameter of a model: its default, and what every train of that model gives it. */
export function parameterChanges(items: readonly Item[], model: ModelItem, name: string, value: string): TextChange[] {
  const parameter = model.parameters.find((candidate) => candidate.name.text === name);
  if (parameter === undefined) return [];
  const { end } = parameter.name;
  const defaulted: TextChange = { start: end, end: parameter.default?.end ?? end, text: ` = ${value}` };
  const given = items
    .filter((item): item is TrainItem => item.kind === 'train' && item.model?.text === model.name?.text)
    .flatMap((train) => givenTo(model, name, train) ?? []);
  return [defaulted, ...given.map((arg) => ({ start: arg.value.start, end: arg.value.end, text: value }))];
}

function givenTo({ parameters }: ModelItem, name: string, { args }: TrainItem): Argument | undefined {
  const index = parameters.findIndex((parameter) => parameter.name.text === name);
  return args.find((arg, i) => (arg.name === null ? i === index : arg.name.text === name));
}

export function parameterAt(
  segments: readonly string[],
  path: string,
  { items, train }: PathContext,
): PathPlace | PathProblem {
  const model = items.find((item): item is ModelItem => item.kind === 'model' && item.name?.text === train.model?.text);
  if (model === undefined) return { message: `There is no model called ${train.model?.text ?? ''} here.` };
  const [name = '', ...more] = segments;
  const known = model.parameters.map((parameter) => parameter.name.text);
  if (more.length === 0 && known.includes(name)) {
    const written = model.parameters.find((parameter) => parameter.name.text === name)?.default ?? null;
    return {
      target: { kind: 'parameter', model, name },
      value: givenTo(model, name, train)?.value ?? written,
      set: (text) => parameterChanges(items, model, name, text),
    };
  }
  const there = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  const message = `${model.name?.text} has no parameter ${segments.join('.')}; ${there}.`;
  const word = nearest(name, known);
  return word === undefined ? { message } : { message, near: { word, path: path.replace(segments.join('.'), word) } };
}
