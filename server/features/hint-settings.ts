/** Which parts hints are made of; the editor's settings `netwright.hints.*`. */
export interface HintSettings {
  /** What every call gives: `⟶ 28×28×6`. */
  readonly shapes: boolean;
  readonly params: boolean;
  readonly macs: boolean;
  /** Bytes of the output of one image. */
  readonly activations: boolean;
  readonly receptiveField: boolean;
  /** Names of arguments that are given by position: `conv(filters: 64, kernel: 3x3)`. */
  readonly arguments: boolean;
}

export const defaultHints: HintSettings = {
  shapes: true,
  params: true,
  macs: false,
  activations: false,
  receptiveField: false,
  arguments: false,
};

/** Reads `netwright.hints`; what is no switch is as by default. */
export function readHints(value: unknown): HintSettings {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const entries = Object.entries(defaultHints).map(([key, fallback]) => {
    const switched = given[key];
    return [key, typeof switched === 'boolean' ? switched : fallback];
  });
  return Object.fromEntries(entries) as unknown as HintSettings;
}
