/**
 * A fault in every run of a block is reported in the block; one in some runs only, at the calls that brought it about,
 * pointing inside. In a block of another file there is no place to report: it always goes to the call.
 */
import type { Diagnostic, Related } from '../analysis.ts';
import type { ModelItem } from '../syntax/tree.ts';
import type { Run } from './frame.ts';
import type { Reporter } from './reporter.ts';

const keyOf = ({ code, start, end }: Diagnostic) => `${code} ${start} ${end}`;

/** Hands what the runs of blocks found to the blocks of this file and to the callers. */
export function settleRuns(runs: readonly Run[], file: string, into: Reporter): void {
  const byItem = new Map<ModelItem, Run[]>();
  for (const run of runs) {
    const known = byItem.get(run.item);
    if (known === undefined) byItem.set(run.item, [run]);
    else known.push(run);
  }
  // The innermost first: what goes to a caller is judged among the caller's own runs.
  const deepest = (all: readonly Run[]) => all.reduce((most, { depth }) => Math.max(most, depth), 0);
  const items = [...byItem].sort(([, a], [, b]) => deepest(b) - deepest(a));
  // Of blocks that call each other none is innermost: what comes to one that has been judged is judged anew.
  do {
    for (const [item, all] of items) settle(item, all, file, into);
  } while (runs.some(({ reporter }) => reporter.diagnostics.length > 0));
}

function settle(item: ModelItem, runs: readonly Run[], file: string, into: Reporter): void {
  if (runs.every(({ reporter }) => reporter.diagnostics.length === 0)) return;
  const counts = new Map<string, number>();
  for (const { reporter } of runs) {
    for (const key of new Set(reporter.diagnostics.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // A run of which nothing was known to flow in speaks neither for nor against.
  const silent = runs.filter((run) => run.reporter.diagnostics.length === 0 && !isKnown(run)).length;
  const inAll = (found: Diagnostic) => (counts.get(keyOf(found)) ?? 0) + silent >= runs.length;
  const said = new Set<string>();
  for (const run of runs) {
    for (const found of run.reporter.take()) {
      const key = keyOf(found);
      if (run.file !== file || !inAll(found)) atCall(item, run, found);
      else if (!said.has(key)) into.say(found.code, found, found.message, found);
      said.add(key);
    }
  }
}

const isKnown = ({ instance }: Run): boolean =>
  instance.inputs.every((shape) => shape !== null && !shape.extents.includes(null));

function atCall(item: ModelItem, run: Run, found: Diagnostic): void {
  const { code, message, severity, start, end, related } = found;
  // Of a block that calls itself, directly or through others, the call that came from outside.
  let outermost = run;
  for (let caller = run.caller; caller !== null; caller = caller.caller) if (caller.item === item) outermost = caller;
  const inside: Related = { start, end, file: run.file, message: `in ${item.name?.text ?? 'the block'}` };
  const here = { file: run.file, start };
  const origins = (found.origins ?? [[]]).map((way) => [here, ...way]);
  outermost.callerReporter.say(code, outermost.callee, message, { severity, related: [inside, ...related], origins });
}
