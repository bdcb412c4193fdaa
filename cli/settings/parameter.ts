/** A parameter of a model gets another value: its default, and what trains of that model give it. */
import {
  parameterChanges as changesOf,
  type Item,
  type ModelItem,
  nearest,
  type TextChange,
} from '../../server/language/index.ts';
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
  return owners.flatMap((owner) => changesOf(items, owner, name, value));
}
