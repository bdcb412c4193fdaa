/** Everything in a file that has a name, with where it is defined and used: definition, references and rename read it. */
import type { Analysis, Range } from '../language/index.ts';
import { contains } from './document.ts';

export interface NamedThing {
  readonly name: string;
  readonly what: 'tensor' | 'parameter' | 'model' | 'data';
  readonly definition: Range;
  readonly references: readonly Range[];
}

export function namedThings({ models, data, trains }: Analysis): NamedThing[] {
  const inModels = models.flatMap(({ tensors, parameters }): NamedThing[] => [
    ...tensors.map((tensor) => ({ ...tensor, what: 'tensor' as const })),
    ...parameters.map((parameter) => ({ ...parameter, what: 'parameter' as const })),
  ]);
  const items: NamedThing[] = [
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
  ];
  return [...inModels, ...items].filter(({ name }) => name !== '');
}

export const thingAt = (analysis: Analysis, offset: number): NamedThing | undefined =>
  namedThings(analysis).find(({ definition, references }) =>
    [definition, ...references].some((range) => contains(range, offset)),
  );
