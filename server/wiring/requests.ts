/** What the editor asks beyond the protocol: jobs, graphs, instantiations of blocks. */
import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Graph } from '../../model/graph.ts';
import { graphOf } from '../features/graph.ts';
import { choiceAt, instantiations } from '../features/instantiations.ts';
import { job } from '../features/job.ts';
import {
  type ChooseParams,
  chooseInstantiationCommand,
  chooseRequest,
  type GraphParams,
  graphRequest,
  type InstantiationSummary,
  type InstantiationsParams,
  instantiationsRequest,
  type JobParams,
  type JobResult,
  jobRequest,
} from '../protocol/requests.ts';
import type { Session } from '../session.ts';

export function answerRequests(session: Session): void {
  const { connection, workspace } = session;
  connection.onRequest<JobResult, void>(jobRequest, ({ uri, train }: JobParams) => {
    const checked = workspace.find(uri);
    return checked === null ? { ok: false, message: `${uri} is not open.` } : job(checked, train);
  });
  connection.onRequest<Graph | Graph[], void>(graphRequest, ({ uri, model }: GraphParams) => {
    const checked = workspace.findFile(uri);
    if (checked === null) throw new ResponseError(ErrorCodes.InvalidParams, `${uri} cannot be read.`);
    return graphOf(checked, model);
  });
  connection.onRequest<InstantiationSummary[], void>(
    instantiationsRequest,
    async ({ uri, block }: InstantiationsParams, token) => {
      const checked = await session.withBlockUses(uri, token);
      return checked === null ? [] : instantiations(checked, block);
    },
  );
  const choose = async ({ uri, block, index }: ChooseParams, token: CancellationToken) => {
    const checked = await session.withBlockUses(uri, token);
    const choice = checked === null ? null : choiceAt(checked, block, index);
    if (choice !== null) workspace.choose(uri, block, choice);
    session.refreshShown();
    return null;
  };
  connection.onRequest<null, void>(chooseRequest, choose);
  // Editors without our extension run the command of the lens here.
  connection.onExecuteCommand(({ command, arguments: [uri, block, index] = [] }, token) => {
    if (command !== chooseInstantiationCommand || typeof uri !== 'string' || typeof block !== 'string') return null;
    return choose({ uri, block, index: typeof index === 'number' ? index : 0 }, token);
  });
}
