/** Everything the server does with a file, on one input, and what must hold of it whatever stands there. */
import { CodeActionKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Graph } from '../../model/graph.ts';
import { codeActions } from '../../server/features/code-action.ts';
import { codeLenses } from '../../server/features/code-lens.ts';
import { completions } from '../../server/features/completion.ts';
import { diagnostics } from '../../server/features/diagnostics.ts';
import { alone, type Checked, check } from '../../server/features/document.ts';
import { documentSymbols } from '../../server/features/document-symbol.ts';
import { foldingRanges } from '../../server/features/folding-range.ts';
import { hover } from '../../server/features/hover.ts';
import { inlayHints } from '../../server/features/inlay-hint.ts';
import {
  definition,
  highlights,
  namesOfChecked,
  prepareRename,
  references,
  targetIn,
} from '../../server/features/navigation.ts';
import { semanticTokens } from '../../server/features/semantic-tokens.ts';
import { signatureHelp } from '../../server/features/signature-help.ts';
import { type Analysis, format, type Library, type Range } from '../../server/language/index.ts';
import type { Input } from './damage.ts';

/** The answer that took longest. */
export interface Slowest {
  readonly request: string;
  /** Processor time of this thread: something else may have the processor in between. */
  readonly ms: number;
}

/** Answers requests one by one, as the server does, and keeps which took longest. */
class Clock {
  slowest: Slowest = { request: 'check', ms: 0 };

  time<R>(request: string, answer: () => R): R {
    const begun = process.threadCpuUsage();
    const result = answer();
    const { user, system } = process.threadCpuUsage(begun);
    const ms = (user + system) / 1000;
    if (ms > this.slowest.ms) this.slowest = { request, ms };
    return result;
  }
}

/**
 * Asks at one place, of the fault or anywhere, in turn with the index: a client asks for most of it at one cursor.
 * @throws Error where something does not hold, or whatever the server throws.
 */
export function tryInput({ index, file, text }: Input, library: Library): Slowest {
  const clock = new Clock();
  const document = TextDocument.create(file, 'netwright', 1, text);
  const checked = clock.time('check', () => check(document, { ...alone, library }));
  checkRanges(checked.analysis);
  const graphs = clock.time('graph', () => checked.analysis.models.map(({ graph }) => graph));
  // What takes longest, and what no client asks for: of every fourth input.
  const isLookedThrough = index % 4 === 0;
  if (isLookedThrough) for (const graph of graphs) checkGraph(graph);
  askWhole(checked, clock);
  if (isLookedThrough) clock.time('fixing all', () => fixes(checked));
  const [fault] = checked.analysis.diagnostics;
  const isAtFault = index % 3 > 0 && fault !== undefined;
  askAt(checked, isAtFault ? fault.end : (index * 7919) % (text.length + 1), clock);
  const once = clock.time('formatting', () => format(text));
  if (isLookedThrough && format(once) !== once) throw new Error('Formatting what is formatted changes it.');
  return clock.slowest;
}

function checkRanges({ text, diagnostics: found }: Analysis): void {
  const isWithin = ({ start, end }: Range) => 0 <= start && start <= end && end <= text.length;
  for (const { code, message, start, end, fixes } of found) {
    if (!isWithin({ start, end })) throw new Error(`${code} stands at ${start} to ${end} of ${text.length}.`);
    if (/\bNaN\b|undefined|\[object |Infinity/.test(message)) throw new Error(`${code} says: ${message}`);
    for (const { title, changes } of fixes)
      if (!changes.every(isWithin)) throw new Error(`${title} changes what is not there.`);
  }
}

/** A graph is JSON: numbers in it are finite, and undefined or a function is none of its values. */
function checkGraph(graph: Graph): void {
  for (const part of [graph.inputs, graph.layers, graph.outputs, graph.params, graph.macs])
    checkJson(part, graph.model);
}

function checkJson(value: unknown, place: string): void {
  if (typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'undefined' || typeof value === 'function')
    throw new Error(`There is ${String(value)} in ${place}.`);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const element of value) checkJson(element, place);
  else for (const key in value) checkJson((value as Record<string, unknown>)[key], place);
}

function askWhole(checked: Checked, clock: Clock): void {
  const { document } = checked;
  const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  clock.time('diagnostics', () => diagnostics(checked));
  clock.time('code actions', () => codeActions(checked, range));
  clock.time('code lenses', () => codeLenses(checked));
  clock.time('document symbols', () => documentSymbols(checked));
  clock.time('folding', () => foldingRanges(checked));
  clock.time('inlay hints', () => inlayHints(checked, range));
  clock.time('semantic tokens', () => semanticTokens(checked));
}

function fixes(checked: Checked): void {
  const start = { line: 0, character: 0 };
  codeActions(checked, { start, end: start }, { only: [CodeActionKind.SourceFixAll] });
}

function askAt(checked: Checked, offset: number, clock: Clock): void {
  const position = checked.document.positionAt(offset);
  clock.time('completion', () => completions(checked, position));
  clock.time('hover', () => hover(checked, position));
  clock.time('signature help', () => signatureHelp(checked, position));
  clock.time('definition', () => definition(checked, position));
  clock.time('highlights', () => highlights(checked, position));
  clock.time('prepare rename', () => prepareRename(checked, position));
  clock.time('references', () => {
    const target = targetIn(checked, position);
    return target === null ? [] : references(target, [namesOfChecked(checked)], true);
  });
}
