/** An open document with its analysis; ranges of the language become LSP ranges here and nowhere else. */
import type { Location, Range as LspRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  type AnalyzedBlock,
  type AnalyzeOptions,
  analyze,
  emptyLibrary,
  type FactsOf,
  type Instantiation,
  type Library,
  type ProjectConfig,
  type Range,
} from '../language/index.ts';

/** What a document is checked with: the files around it, and what the person has chosen to see. */
export interface Around {
  readonly library: Library;
  /** The text of a file of the library, for places in it. */
  documentOf(file: string): TextDocument | null;
  /** Which instantiation of a block of this document is to be shown; `null`: the first. */
  chosen(uri: string, block: string): Choice | null;
  /** What is known of the files of its data. */
  readonly factsOf: FactsOf;
  /** What the project's `netwright.json` says; without one the defaults hold. */
  readonly config?: ProjectConfig;
}

/** An instantiation, which stays the same one while other files come and go. */
export interface Choice {
  /** Where the model stands. */
  readonly file: string;
  /** Among the instantiations of the models of that file. */
  readonly index: number;
}

export interface Checked extends Around {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

export const check = (document: TextDocument, around: Around): Checked => ({
  ...around,
  document,
  analysis: analyze(document.uri, document.getText(), optionsOf(around)),
});

/** What a text of the document would be checked with. */
export const optionsOf = ({
  library,
  factsOf,
  config,
}: Pick<Around, 'library' | 'factsOf' | 'config'>): AnalyzeOptions => ({
  library,
  factsOf,
  ...(config === undefined ? {} : { config }),
});

/** A document by itself: imports and data are out of reach. */
export const alone: Around = {
  library: emptyLibrary(),
  documentOf: () => null,
  chosen: () => null,
  factsOf: () => null,
};

export const rangeIn = (document: TextDocument, { start, end }: Range): LspRange => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** A place in the document itself or in a file that it imports. */
export function locationIn({ document, documentOf }: Checked, range: Range, file?: string): Location | null {
  const target = file === undefined || file === document.uri ? document : documentOf(file);
  return target === null ? null : { uri: target.uri, range: rangeIn(target, range) };
}

export const contains = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

/** The instantiations that are shown, one for each block of the document. */
export const shownInstantiations = (checked: Checked): ReadonlySet<Instantiation> =>
  new Set(checked.analysis.blocks.flatMap((block) => block.instantiations[shownIndex(checked, block)] ?? []));

/** Which instantiation of a block is shown: the chosen one or, where it is gone, the last of that file. */
export function shownIndex({ document, chosen }: Checked, { name, instantiations }: AnalyzedBlock): number {
  const choice = chosen(document.uri, name);
  if (choice === null) return 0;
  const ofFile = instantiations.flatMap((one, i) => (rootCall(one).file === choice.file ? [i] : []));
  return ofFile[choice.index] ?? ofFile.at(-1) ?? 0;
}

/** What makes an instantiation of a block the chosen one; `null` where there is no such index. */
export function choiceOf({ instantiations }: AnalyzedBlock, index: number): Choice | null {
  const chosen = instantiations[index];
  if (chosen === undefined) return null;
  const { file } = rootCall(chosen);
  return { file, index: instantiations.slice(0, index).filter((one) => rootCall(one).file === file).length };
}

/** The call in the text of the model that led to an instantiation, through those of other blocks. */
export function rootCall(instantiation: Instantiation): Instantiation['call'] {
  let outermost = instantiation;
  while (outermost.caller !== null) outermost = outermost.caller;
  return outermost.call;
}
