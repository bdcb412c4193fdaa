/** Graphs of model text, for tests. */
import type { Graph } from '../../model/graph.ts';
import { type Analysis, analyze, Library } from './index.ts';

/** Analyzes `main.nn` among other files by name. */
export function analyzeFiles(text: string, files: Readonly<Record<string, string>> = {}): Analysis {
  const library = new Library((file) => files[file] ?? { problem: 'There is no such file.' });
  return analyze('main.nn', text, { library });
}

/** The graph of the last model of a text without errors; what is advised does not matter to it. */
export function graphOf(text: string, files: Readonly<Record<string, string>> = {}): Graph {
  const { models, diagnostics } = analyzeFiles(text, files);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const last = models.at(-1);
  if (last === undefined) throw new Error('The text has no model.');
  return last.graph;
}

/** `id ← inputs ⟶ extents` of every layer. */
export const flowOf = ({ layers }: Graph): string[] =>
  layers.map(({ id, inputs, output }) => `${id} ← ${inputs.join(', ')} ⟶ ${output?.join('×') ?? '?'}`);

/** The messages of a text by code. */
export const saysOf = (text: string, files: Readonly<Record<string, string>> = {}): string[] =>
  analyzeFiles(text, files).diagnostics.map(({ code, message }) => `${code}: ${message}`);
