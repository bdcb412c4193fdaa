/** A fix of the catalog, which speaks of arguments and statements, as changes of the text. */
import type { Fix } from '../../../model/catalog/fault.ts';
import type { Shape } from '../../../model/shape.ts';
import type { QuickFix, Range, TextChange } from '../analysis.ts';
import type { Argument, Statement } from '../syntax/tree.ts';

/** What flows into a join from one of its branches. */
export interface Branch extends Range {
  readonly shape: Shape | null;
  /** `null`: a tensor by name. */
  readonly statement: Statement | null;
}

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
  /** Of a join, one for each input. */
  readonly branches: readonly Branch[];
}

/** `null` where the text gives no place for it. */
export function quickFix(fix: Fix, site: CallSite): QuickFix | null {
  const changes = changesOf(fix, site);
  if (changes === null) return null;
  // Another layer is another network: that is for a person to choose.
  return fix.kind === 'set' ? { title: fix.title, changes } : { title: fix.title, changes, preferred: false };
}

function changesOf(fix: Fix, site: CallSite): TextChange[] | null {
  switch (fix.kind) {
    case 'set':
      return [setArgument(fix.argument, fix.value, site)];
    case 'insert':
      return [insertBefore(fix.statement, site)];
    case 'rename': {
      const callee = { start: site.callee.start, end: site.callee.end, text: fix.callee };
      const args = Object.entries(fix.arguments ?? {}).map(([name, value]) => setArgument(name, value, site));
      return [callee, ...args];
    }
    case 'extend': {
      const change = extendBranch(fix.statement, site.branches[fix.input]);
      return change === null ? null : [change];
    }
  }
}

function setArgument(name: string, value: string, { callee, args, call, given }: CallSite): TextChange {
  const there = given.get(name);
  if (there !== undefined) return { start: there.value.start, end: there.value.end, text: value };
  if (args === null) return { start: callee.end, end: callee.end, text: `(${name}=${value})` };
  const last = args.at(-1);
  const at = last === undefined ? call.end - 1 : last.end;
  return { start: at, end: at, text: `${last === undefined ? '' : ', '}${name}=${value}` };
}

function insertBefore(statement: string, { text, call, statement: whole, chained }: CallSite): TextChange {
  if (chained) return { start: call.start, end: call.start, text: `${statement} -> ` };
  const lineStart = text.lastIndexOf('\n', whole.start - 1) + 1;
  const indent = text.slice(lineStart, whole.start);
  const separator = indent.trim() === '' ? `\n${indent}` : '; ';
  return { start: whole.start, end: whole.start, text: statement + separator };
}

/** `skip` becomes the statements, a branch in braces ends with them, anything else leads into them. */
function extendBranch(statements: string, branch: Branch | undefined): TextChange | null {
  const statement = branch?.statement;
  if (branch === undefined || statement == null || statement.kind !== 'flow') return null;
  const last = statement.stages.at(-1);
  const several = statements.includes(';');
  if (last?.kind === 'expression' && last.value.kind === 'name' && last.value.text === 'skip') {
    const text = several ? `{ ${statements} }` : statements;
    return { start: last.start, end: last.end, text };
  }
  if (last?.kind === 'braces') return { start: last.end - 1, end: last.end - 1, text: `; ${statements} ` };
  if (last?.kind === 'expression')
    return { start: last.end, end: last.end, text: ` -> ${statements.replaceAll('; ', ' -> ')}` };
  return null;
}
