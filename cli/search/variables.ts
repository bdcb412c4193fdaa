/** What a search varies, its values as they are written, so that each can be put where it belongs by its path. */
import type { Variable } from '../../engine/search/space.ts';
import type { Call } from '../../model/catalog/arguments.ts';
import type { AnalyzedSearch, Expression, SearchItem } from '../../server/language/index.ts';
import type { ModelFile } from '../files.ts';

export function variablesOf(
  { analysis }: ModelFile,
  { range, settings }: Pick<AnalyzedSearch, 'range' | 'settings'>,
): readonly Variable[] {
  const { text, tree } = analysis;
  const item = tree.items.find((each): each is SearchItem => each.kind === 'search' && each.start === range.start);
  const written = (path: string) => item?.space?.settings.find(({ key }) => key.text === path)?.value;
  return (settings?.space ?? []).map(({ path, values: call }) => {
    if (call.name === 'choice') return { path, from: 'choice', values: choiceOf(call, written(path), text) };
    const { low, high } = call.args as { low: number; high: number };
    return { path, from: call.name as Exclude<Variable['from'], 'choice'>, low, high };
  });
}

function choiceOf({ args }: Call, written: Expression | undefined, text: string): readonly string[] {
  const values = args.values as readonly unknown[];
  const given = written?.kind === 'call' ? (written.args ?? []).map(({ value }) => value) : [];
  const [only] = given;
  const elements = given.length === 1 && only?.kind === 'list' ? only.elements : given;
  // A list that is computed stands nowhere element by element.
  if (elements.length !== values.length) return values.map((value) => JSON.stringify(value));
  return elements.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '));
}
