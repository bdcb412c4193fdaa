/**
 * A lint rule: advice that the course gives, on a network that is sound. A rule sees what the evaluation found and
 * yields findings; code, severity and page are its own. Rules say nothing where something needed is not known.
 */
import type { QuickFix, Range, Related } from '../analysis.ts';
import type { DiagnosticPage } from '../pages/page.ts';
import type { LintContext } from './context.ts';

export interface Finding {
  readonly at: Range;
  readonly message: string;
  readonly fixes?: readonly QuickFix[];
  readonly related?: readonly Related[];
}

export interface LintRule extends DiagnosticPage {
  /** Named for the fault, not the remedy; stable. */
  readonly code: string;
  check(context: LintContext): Iterable<Finding>;
}

export const defineRule = <const C extends string>(rule: LintRule & { readonly code: C }) => rule;
