/** Everything the server does with a file, on one input, and what must hold of it whatever stands there. */
import { TextDocument } from 'vscode-languageserver-textdocument';
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

/** @throws Error where something does not hold, or whatever the server throws. */
export function tryInput({ index, file, text }: Input, library: Library): void {
  const document = TextDocument.create(file, 'netwright', 1, text);
  const checked = check(document, { ...alone, library });
  checkRanges(checked.analysis);
  checkGraphs(checked.analysis);
  askWhole(checked);
  // Where somebody might stand: near what is wrong, and anywhere.
  const [fault] = checked.analysis.diagnostics;
  for (const offset of new Set([fault?.end ?? 0, (index * 7919) % (text.length + 1)])) askAt(checked, offset);
  const once = format(text);
  if (format(once) !== once) throw new Error('Formatting what is formatted changes it.');
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
function checkGraphs({ models }: Analysis): void {
  for (const { graph } of models)
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

function askWhole(checked: Checked): void {
  const { document } = checked;
  const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  diagnostics(checked);
  codeActions(checked, range);
  codeLenses(checked);
  documentSymbols(checked);
  foldingRanges(checked);
  inlayHints(checked, range);
  semanticTokens(checked);
}

function askAt(checked: Checked, offset: number): void {
  const position = checked.document.positionAt(offset);
  completions(checked, position);
  hover(checked, position);
  signatureHelp(checked, position);
  definition(checked, position);
  highlights(checked, position);
  prepareRename(checked, position);
  const target = targetIn(checked, position);
  if (target !== null) references(target, [namesOfChecked(checked)], true);
}
