/** Messages of the training panel, one tagged union per direction. */
import type { Progress, RunInfo, RunRecord } from '../../engine/protocol/records.ts';

/** `live`: an engine is connected. `ended`: the run is over. `lost`: the engine died or cannot be reached. */
export type Connection =
  | { readonly state: 'connecting' | 'live' | 'ended' }
  | { readonly state: 'lost'; readonly message: string };

export type ToTrainingView =
  /** The whole state: the answer to `ready`, and after every reconnection. */
  | {
      readonly type: 'state';
      /** The run folder; the view keeps it to be found again after a reload. */
      readonly folder: string;
      readonly info: RunInfo | null;
      readonly records: readonly RunRecord[];
      readonly progress: Progress | null;
      readonly connection: Connection;
    }
  /** New records since; several at once, throttled at the source. */
  | { readonly type: 'records'; readonly records: readonly RunRecord[] }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'info'; readonly info: RunInfo }
  | { readonly type: 'connection'; readonly connection: Connection };

export type FromTrainingView =
  /** The view is mounted and wants the whole state. */
  | { readonly type: 'ready' }
  | { readonly type: 'stop' }
  /** Go on with the run from its last checkpoint. */
  | { readonly type: 'resume' }
  /** Open the run folder, the engine's log or the model file. */
  | { readonly type: 'open'; readonly what: 'folder' | 'log' | 'model' };
