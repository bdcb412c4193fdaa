/** A fix of the catalog, which speaks of arguments and statements, as changes of the text. */
import type { Fix } from '../../../model/catalog/fault.ts';
import type { QuickFix, Range } from '../analysis.ts';
import type { Argument } from '../syntax/tree.ts';

/** Where a call stands. */
export interface CallSite {
  readonly text: string;
  readonly callee: Range;
  /** `null`: written without parentheses. */
  readonly args: readonly Argument[] | null;
  readonly call: Range;
  readonly given: ReadonlyMap<string, Argument>;
  readonly statement: Range;
  /** The call is behind an arrow. */
  readonly chained: boolean;
}

export function quickFix(fix: Fix, site: CallSite): QuickFix {
  const change = fix.kind === 'set' ? setArgument(fix.argument, fix.value, site) : insertBefore(fix.statement, site);
  return { title: fix.title, changes: [change] };
}

function setArgument(name: string, value: string, { callee, args, call, given }: CallSite) {
  const there = given.get(name);
  if (there !== undefined) return { start: there.value.start, end: there.value.end, text: value };
  if (args === null) return { start: callee.end, end: callee.end, text: `(${name}=${value})` };
  const at = args.at(-1)?.end ?? call.end - 1;
  return { start: at, end: at, text: `${args.length === 0 ? '' : ', '}${name}=${value}` };
}

function insertBefore(statement: string, { text, call, statement: whole, chained }: CallSite) {
  if (chained) return { start: call.start, end: call.start, text: `${statement} -> ` };
  const lineStart = text.lastIndexOf('\n', whole.start - 1) + 1;
  const indent = text.slice(lineStart, whole.start);
  const separator = indent.trim() === '' ? `\n${indent}` : '; ';
  return { start: whole.start, end: whole.start, text: statement + separator };
}
