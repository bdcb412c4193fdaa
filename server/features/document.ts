/** An open document with its analysis; ranges of the language become LSP ranges here and nowhere else. */
import type { Location, Range as LspRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
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
  /** Which instantiation of a block of this document is shown: its index, 0 unless chosen. */
  chosen(uri: string, block: string): number;
  /** What is known of the files of its data. */
  readonly factsOf: FactsOf;
  /** What the project's `netwright.json` says; without one the defaults hold. */
  readonly config?: ProjectConfig;
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
  chosen: () => 0,
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
export const shownInstantiations = ({ analysis, document, chosen }: Checked): ReadonlySet<Instantiation> =>
  new Set(
    analysis.blocks.flatMap(({ name, instantiations }) => {
      const index = Math.min(chosen(document.uri, name), instantiations.length - 1);
      return instantiations[index] ?? [];
    }),
  );
