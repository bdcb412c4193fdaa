/** What `netwright setup tensorflow --json` says, one line each, and the editor shows. */
export type SetupEvent =
  /** An interpreter that was asked and will not do. */
  | { readonly type: 'passedOver'; readonly python: string; readonly reason: string }
  /** A TensorFlow to use. */
  | { readonly type: 'found'; readonly python: string; readonly folder: string; readonly version: string }
  /** None is found: what is about to be made, before it is. */
  | SetupPlan
  /** `done` of `total` (bytes of `download`, packages of `install`); `null` where it is not known. */
  | {
      readonly type: 'progress';
      readonly phase: SetupPhase;
      readonly text: string;
      readonly done: number | null;
      readonly total: number | null;
    }
  /** The end, when it went well. */
  | SetupDone
  /** The end, when it did not. */
  | { readonly type: 'failed'; readonly reason: string; readonly remedy: string | null }
  | { readonly type: 'cancelled' };

export type SetupPhase = 'environment' | 'download' | 'install' | 'compile' | 'test';

export interface SetupPlan {
  readonly type: 'plan';
  /** Where the private environment goes. */
  readonly folder: string;
  /** The interpreter it is made with. */
  readonly python: string;
  /** `tensorflow-cpu 2.21.0`, and what it needs. */
  readonly packages: readonly string[];
  readonly downloadBytes: number;
  readonly diskBytes: number;
  /** Whether the download was measured for this plan; otherwise it is what an earlier one took. */
  readonly measured: boolean;
}

export interface SetupDone {
  readonly type: 'done';
  readonly backend: 'tensorflow' | 'tensorflow-gpu';
  readonly python: string;
  readonly folder: string;
  readonly device: string;
  /** Whether a GPU is really in use, as the backend says. */
  readonly gpu: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly selfTest: { readonly steps: number; readonly worst: number };
}
