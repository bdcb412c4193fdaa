/** What the page of a diagnostic says; the reference is generated from it and its examples are run as tests. */

import type { DataFacts } from '../../../formats/facts/index.ts';
import type { Severity } from '../../../model/catalog/fault.ts';

/** How a diagnostic is said; `off`: not unless the project asks for it. */
export type Level = Severity | 'off';

export interface DiagnosticPage {
  /** The severity unless `netwright.json` has another. Of a fault of the catalog that has several, the gravest. */
  readonly level: Level;
  /** The fault in one line, without a full stop. */
  readonly title: string;
  /** What is found, and when. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** A file that has the fault. */
  readonly example: string;
  /** The same, put right: nothing is said of it. */
  readonly instead: string;
  /** The lecture or paper that it comes from. */
  readonly source?: string;
  /** Files that the examples import, by path, and what is known of their data. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly facts?: DataFacts;
  /** The same of the files as they should be, where the fault is theirs and not the text's. */
  readonly factsInstead?: DataFacts;
  /** A `netwright.json` under which the examples are checked. */
  readonly configured?: string;
}
