/** Specs that are known not to pass on a backend, each with its reason: `known/<backend>.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KnownGroup {
  /** Why these specs do not pass. */
  readonly reason: string;
  /** What in a model file could meet it. */
  readonly reach: string;
  /** Names of specs; one that ends in `*` stands for all that begin so. */
  readonly specs: readonly string[];
}

export const readKnown = (backend: string): readonly KnownGroup[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'known', `${backend}.json`), 'utf8')) as KnownGroup[];

const matches = (pattern: string, spec: string) =>
  pattern.endsWith('*') ? spec.startsWith(pattern.slice(0, -1)) : spec === pattern;

export interface Difference {
  /** Specs that do not pass and are not listed, with what they said. */
  readonly unlisted: readonly string[];
  /** What is listed and matches a spec that passes, or none at all. */
  readonly stale: readonly string[];
}

export function compareWithKnown(
  known: readonly KnownGroup[],
  { passed, failed }: { readonly passed: readonly string[]; readonly failed: ReadonlyMap<string, string> },
): Difference {
  const patterns = known.flatMap(({ specs }) => specs);
  // Several specs have one name: it counts as failed where one of them does.
  const passing = passed.filter((spec) => !failed.has(spec));
  const unlisted = [...failed].filter(([spec]) => !patterns.some((pattern) => matches(pattern, spec)));
  const stale = patterns.filter(
    (pattern) =>
      passing.some((spec) => matches(pattern, spec)) || ![...failed.keys()].some((spec) => matches(pattern, spec)),
  );
  return { unlisted: unlisted.map(([spec, reason]) => `${spec}: ${reason}`), stale };
}
