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

/** Commands of code lenses; the client registers them. Arguments: uri, name of the `train`. */
export const trainCommand = 'netwright.train';
