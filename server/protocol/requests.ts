/** What the editor asks of the language server beyond LSP, and the commands that code lenses carry. */
import type { Graph } from '../../model/graph.ts';
import type { TrainSettings } from '../../model/settings.ts';

export interface JobParams {
  readonly uri: string;
  /** The name of the `train` item. */
  readonly train: string;
}

export type JobResult =
  | {
      readonly ok: true;
      readonly graph: Graph;
      readonly settings: TrainSettings;
    }
  /** The file has errors: what to tell the person, with the line (from 1) of the first. */
  | { readonly ok: false; readonly message: string; readonly line?: number };

/** The checked graph and settings of a `train`, from the text as it stands in the editor: `JobParams` to `JobResult`. */
export const jobRequest = 'netwright/job';

/**
 * The checked graph of a model, open or on disk: `GraphParams` to the document that `netwright graph --json` prints, or
 * an array of them where the file has several models and none is named.
 */
export const graphRequest = 'netwright/graph';

export interface GraphParams {
  readonly uri: string;
  readonly model?: string;
}

/** Commands of code lenses; the client registers them. Arguments: uri, name of the `train`. */
export const trainCommand = 'netwright.train';

/** Which instantiation of a block hints and hover speak of, 0 for the first: `ChooseParams` to nothing. */
export const chooseRequest = 'netwright/chooseInstantiation';

export interface ChooseParams {
  readonly uri: string;
  readonly block: string;
  readonly index: number;
}

/** The instantiations of a block, in the order that `index` counts: `InstantiationsParams` to `InstantiationSummary[]`. */
export const instantiationsRequest = 'netwright/instantiations';

export interface InstantiationsParams {
  readonly uri: string;
  readonly block: string;
}

export interface InstantiationSummary {
  /** `64→256 at 56×56` */
  readonly title: string;
  /** `line 24 of ResNet50 · 75,008 params` */
  readonly detail: string;
  readonly chosen: boolean;
}

/** Command of the code lens above a block; the client registers it. Arguments: uri, block, index (absent: ask which). */
export const chooseInstantiationCommand = 'netwright.chooseInstantiation';

/** What the client tells when it starts the server. */
export interface InitializationOptions {
  /** False in Restricted Mode: nothing outside of the workspace folders is read. True when absent. */
  readonly trusted?: boolean;
  /** Whether the client answers `readRequest`. */
  readonly reads?: boolean;
}

/** From the server to the client, the text of a file that is not on disk: `ReadParams` to text, `null` where there is none. */
export const readRequest = 'netwright/read';

export interface ReadParams {
  readonly uri: string;
}

/** Notification without parameters: the person trusts the workspace now. */
export const trustNotification = 'netwright/trust';
