/** What the rules about unused names share. */
import type { NamedThing, Range } from '../analysis.ts';
import type { Item } from '../syntax/tree.ts';
import type { ContextParts } from './context.ts';

/** Whether nothing is wrong where the name could be used: half-typed text may be about to use it. */
export const isSoundFor = ({ scope }: NamedThing, parts: ContextParts): boolean =>
  parts.isSound(scope ?? { start: 0, end: parts.text.length });

export const within = ({ start }: Range, range: Range): boolean => range.start <= start && start < range.end;

/** The item of the file that a name is defined in. */
export const itemOf = ({ definition }: NamedThing, { tree }: ContextParts): Item | undefined =>
  tree.items.find((item) => within(definition, item));

/** A file without a model or train is there to be imported from. */
export const isLibrary = ({ tree }: ContextParts): boolean =>
  !tree.items.some(({ kind }) => kind === 'model' || kind === 'train');
