/** The engine's JSON-RPC over a local socket. One constant per method, used at both ends. */
import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { Progress, RunInfo, RunRecord } from './records.ts';

/** `engine.json` in the run folder, readable by the owner only: how a client reaches the engine of a run. */
export interface Endpoint {
  readonly version: 1;
  /** Path of a Unix domain socket, or the name of a Windows pipe. */
  readonly address: string;
  readonly pid: number;
  readonly token: string;
}

/** The one line an engine process prints to standard output: where its run is, or why there is none. */
export type Announcement = { readonly run: string; readonly endpoint: Endpoint } | { readonly error: string };

export interface Attached {
  readonly info: RunInfo;
  /** Everything so far; what follows comes as notifications. */
  readonly records: readonly RunRecord[];
  readonly progress: Progress | null;
}

/** Must be the first request on a connection; a wrong token closes it. */
export const attach = new RequestType<{ readonly token: string }, Attached, void>('attach');

/** Ends the run at the next step, with a checkpoint written. Resolves when that is done. */
export const stop = new RequestType0<null, void>('stop');

export const recordAdded = new NotificationType<RunRecord>('record');

export const progressChanged = new NotificationType<Progress>('progress');

/** `run.json` changed: a backend was chosen. */
export const infoChanged = new NotificationType<RunInfo>('info');
