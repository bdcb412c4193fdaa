/** The names of a file as navigation, hover and completion ask for them. */
import type { Analysis, NamedThing, Range } from '../language/index.ts';
import { contains } from './document.ts';

export const occurrences = ({ definition, references }: NamedThing): readonly Range[] => [definition, ...references];

export const thingAt = ({ names }: Pick<Analysis, 'names'>, offset: number): NamedThing | undefined =>
  names.find((thing) => occurrences(thing).some((range) => contains(range, offset)));

/** The names that can be used at a place: of the file, and of the braces around it; the innermost of each name. */
export function namesInScope({ names }: Pick<Analysis, 'names'>, offset: number): NamedThing[] {
  const seen = new Map<string, NamedThing>();
  const width = ({ scope }: NamedThing) => (scope === null ? Number.POSITIVE_INFINITY : scope.end - scope.start);
  for (const thing of names) {
    if (thing.scope !== null && !contains(thing.scope, offset)) continue;
    const known = seen.get(thing.name);
    if (known === undefined || width(known) >= width(thing)) seen.set(thing.name, thing);
  }
  return [...seen.values()];
}

/** What would get another meaning if the thing had this name: what has it already, where either is used. */
export function clash({ names }: Pick<Analysis, 'names'>, thing: NamedThing, name: string): NamedThing | undefined {
  const within = (scope: Range | null, ranges: readonly Range[]) =>
    ranges.some(({ start }) => scope === null || contains(scope, start));
  return names.find((other) => {
    // Trains have names of their own.
    if (other.name !== name || (other.kind === 'train') !== (thing.kind === 'train')) return false;
    if (other.scope?.start === thing.scope?.start) return true;
    const inner = within(thing.scope, [other.scope ?? { start: -1, end: -1 }]);
    return inner ? within(other.scope, thing.references) : within(thing.scope, other.references);
  });
}
