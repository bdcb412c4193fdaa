/** Everything in a file that has a name, with where it is defined and used: navigation, hover and colors read it. */
import { formatShape } from '../../model/shape.ts';
import type { Analysis, AnalyzedModel, NamedValue, Range } from '../language/index.ts';
import { contains } from './document.ts';

export interface NamedThing {
  readonly name: string;
  readonly what: 'tensor' | 'parameter' | 'let' | 'model' | 'data';
  /** The shape of a tensor, the value of a parameter or `let`. */
  readonly detail: string;
  readonly definition: Range;
  readonly references: readonly Range[];
  /** The range within which the name is unique; `null`: the file. */
  readonly scope: Range | null;
}

export function namedThings(analysis: Analysis): NamedThing[] {
  const { models, data, trains } = analysis;
  const items = [
    ...models.map(({ name, nameRange }) => ({
      name,
      what: 'model' as const,
      definition: nameRange,
      references: trains.filter(({ model }) => model === name).map(({ modelRange }) => modelRange),
    })),
    ...data.map(({ name, nameRange }) => ({
      name,
      what: 'data' as const,
      definition: nameRange,
      references: trains.flatMap((train) => (train.data === name && train.dataRange !== null ? [train.dataRange] : [])),
    })),
  ].map((item) => ({ ...item, detail: '', scope: null }));
  return [...models.flatMap((model) => inModel(model, analysis)), ...items].filter(({ name }) => name !== '');
}

function inModel({ name: model, range, tensors, parameters, lets }: AnalyzedModel, { trains }: Analysis): NamedThing[] {
  const given = trains.flatMap((train) => (train.model === model ? train.argumentNames : []));
  const value = (what: 'parameter' | 'let', named: NamedValue): NamedThing => ({
    ...named,
    what,
    detail: named.value === null ? '' : String(named.value),
    references: [...named.references, ...(what === 'let' ? [] : given.filter(({ name }) => name === named.name))],
    scope: range,
  });
  return [
    ...tensors.map((tensor) => ({
      ...tensor,
      what: 'tensor' as const,
      detail: formatShape(tensor.shape),
      scope: range,
    })),
    ...parameters.map((parameter) => value('parameter', parameter)),
    ...lets.map((bound) => value('let', bound)),
  ];
}

export const thingAt = (analysis: Analysis, offset: number): NamedThing | undefined =>
  namedThings(analysis).find((thing) => occurrences(thing).some((range) => contains(range, offset)));

export const occurrences = ({ definition, references }: NamedThing): readonly Range[] => [definition, ...references];
