/** The names of a file without checking what they are worth: for questions that are asked of many files at once. */
import type { NamedThing } from '../analysis.ts';
import { Reporter } from '../evaluate/reporter.ts';
import type { Library, SourceFile } from '../library.ts';
import { openScope } from '../scope.ts';
import { resolveNames } from './resolve.ts';

export function namesOf(source: SourceFile, library: Library): NamedThing[] {
  const unheard = new Reporter();
  const { scope } = openScope(source, library, () => {});
  return resolveNames(source.tree, scope, unheard);
}
