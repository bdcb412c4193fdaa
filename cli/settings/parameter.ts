/** A parameter of a model gets another value: its default, and what trains of that model give it. */
import { type Item, type ModelItem, nearest, type TextChange, type TrainItem } from '../../server/language/index.ts';
import { suggestion, UsageError } from '../terminal/exit.ts';
import type { ParameterChange } from './change.ts';

export function parameterChanges(items: readonly Item[], { name, value }: ParameterChange): TextChange[] {
  const models = items.filter((item): item is ModelItem => item.kind === 'model');
  const owners = models.filter(({ parameters }) => parameters.some((parameter) => parameter.name.text === name));
  if (owners.length === 0) {
    const known = models.flatMap(({ parameters }) => parameters.map((parameter) => parameter.name.text));
    const there = known.length === 0 ? 'no model here has any' : `there is ${known.join(', ')}`;
    throw new UsageError(`No model has a parameter ${name}; ${there}.${suggestion(nearest(name, known))}`);
  }
  return owners.flatMap((owner) => {
    const index = owner.parameters.findIndex((parameter) => parameter.name.text === name);
    const parameter = owner.parameters[index]!;
    const { end } = parameter.name;
    const defaulted: TextChange = { start: end, end: parameter.default?.end ?? end, text: ` = ${value}` };
    const given = items
      .filter((item): item is TrainItem => item.kind === 'train' && item.model?.text === owner.name?.text)
      .flatMap(({ args }) => args.filter((arg, i) => (arg.name === null ? i === index : arg.name.text === name)));
    return [defaulted, ...given.map((arg) => ({ start: arg.value.start, end: arg.value.end, text: value }))];
  });
}
