/** One word of another framework. */
export interface Foreign {
  /** What it is called here; of an argument the names it has, of which a callable knows one. Empty: nothing stands for it. */
  readonly is: readonly string[];
  /** Where there are at least `of` arguments by position, the one that is left out here, since it is what flows in. */
  readonly drops?: { readonly at: number; readonly of: number };
  /** What is to be said beside the name, one sentence. */
  readonly note?: string;
  /** Its arguments or what it computes differ, so that the name alone would not do. */
  readonly differs?: true;
}

export type ForeignNames = Readonly<Record<string, Foreign>>;

/** Words that are the same with another name. */
export const same = (is: string, ...words: readonly string[]): ForeignNames =>
  Object.fromEntries(words.map((word) => [word, { is: [is] }]));

/** Words of which only the purpose is the same. */
export const similar = (is: string, note: string, ...words: readonly string[]): ForeignNames =>
  Object.fromEntries(words.map((word) => [word, { is: [is], note, differs: true }]));

/** Words that nothing here stands for. */
export const nothing = (note: string, ...words: readonly string[]): ForeignNames =>
  Object.fromEntries(words.map((word) => [word, { is: [], note }]));

/** PyTorch's modules whose argument at a place counts the channels or features that flow in. */
export const counting = (at: number, of: number, is: string, ...words: readonly string[]): ForeignNames =>
  Object.fromEntries(words.map((word) => [word, { is: [is], drops: { at, of } }]));
