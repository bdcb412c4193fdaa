/** What the columns of a table are: which are features, which the label, and whether they hold numbers or words. */
import { isNumber } from './csv.ts';

/** What is asked of the columns. */
export interface Chosen {
  readonly label: string | null;
  /** None: all that are not the label and not left out. */
  readonly features: readonly string[];
  readonly ignore: readonly string[];
}

export const featuresOf = ({ features, ignore, label }: Chosen, names: readonly string[]): readonly string[] =>
  features.length > 0 ? features : names.filter((name) => name !== label && !ignore.includes(name));

/** The first column of each argument that is not there. */
export function absentColumns(
  { label, features, ignore }: Chosen,
  names: readonly string[],
  file: string,
): { readonly argument: 'label' | 'features' | 'ignore'; readonly message: string }[] {
  const asked = [
    { argument: 'label', wanted: label === null ? [] : [label] },
    { argument: 'features', wanted: features },
    { argument: 'ignore', wanted: ignore },
  ] as const;
  return asked.flatMap(({ argument, wanted }) => {
    const absent = wanted.find((name) => !names.includes(name));
    return absent === undefined
      ? []
      : [{ argument, message: `${file} has no column ${absent}; it has ${names.join(', ')}.` }];
  });
}

/** Not there, or a number that is none, as programs write it. */
export const isMissing = (value: string): boolean => /^(|[-+]?nan|[-+]?inf(inity)?|na|n\/a|null|none|\?)$/i.test(value);

/** Whether all that is there is numbers, and something is. */
export function holdsNumbers(values: Iterable<string>): boolean {
  let found = false;
  for (const value of values) {
    if (isNumber(value)) found = true;
    else if (!isMissing(value)) return false;
  }
  return found;
}
