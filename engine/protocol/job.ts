/** What starts a run: a checked graph, the settings of a `train`, and where it came from. */
import type { Graph } from '../../model/graph.ts';
import type { TrainSettings } from '../../model/settings.ts';

export const backendNames = ['tensorflow-gpu', 'webgpu', 'tensorflow', 'cpu', 'reference'] as const;
export type BackendName = (typeof backendNames)[number];

export interface Job {
  readonly version: 1;
  readonly graph: Graph;
  readonly settings: TrainSettings;
  /** Absolute path of the model file; paths in the settings are relative to its folder. */
  readonly file: string;
  /** Where `.netwright/runs` stands: the workspace folder, or the folder of the file. Absolute. */
  readonly root: string;
  /** The run folder to create instead of one named for the time and the model. Absolute. */
  readonly run?: string;
  /** Absent: the first of the chain that works. */
  readonly backend?: BackendName;
  /** Absent: as many as the machine has. */
  readonly threads?: number;
  /** Of `kfold` the fold that validates, from 0; a search trains each. */
  readonly fold?: number;
  /** Seconds between checkpoints within an epoch; absent: 300. */
  readonly checkpointSeconds?: number;
}

/** What the engine is started with: a job, or the folder of a run that goes on. */
export type Order = Job | { readonly version: 1; readonly resume: string };

/** Which backend a run uses, and why each earlier one of the chain was passed over. */
export interface BackendReport {
  readonly chosen: BackendName;
  /** In words: `NVIDIA H100 80GB`, `WebAssembly relaxed SIMD, 2 threads`. */
  readonly device: string;
  readonly passedOver: readonly {
    readonly backend: BackendName;
    readonly reason: string;
  }[];
}
