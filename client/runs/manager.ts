/** All runs the editor knows of: started here, found again after a reload, opened from disk. */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { BackendName, Job } from '../../engine/protocol/job.ts';
import type { JobResult } from '../../server/protocol/requests.ts';
import { startEngine } from './engine-process.ts';
import { Run } from './run.ts';
import { engineDied, listRuns, readEndpoint } from './run-files.ts';

export class RunManager implements vscode.Disposable {
  readonly #engine: string;
  readonly #runs = new Map<string, Run>();
  readonly #changed = new vscode.EventEmitter<Run | null>();
  /** A run is new or changed; `null`: the list on disk may have changed. */
  readonly onChange = this.#changed.event;
  readonly #lost = new vscode.EventEmitter<Run>();
  /** The engine of a run that this window followed died. */
  readonly onLost = this.#lost.event;

  constructor(engine: string) {
    this.#engine = engine;
  }

  /** Starts an engine on a checked job. @throws Error when it does not start. */
  async start(uri: vscode.Uri, { graph, settings }: Extract<JobResult, { ok: true }>): Promise<Run> {
    const configuration = vscode.workspace.getConfiguration('netwright.engine');
    const backend = configuration.get<string>('backend', 'auto');
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
    const job: Job = {
      version: 1,
      graph,
      settings,
      file: uri.fsPath,
      root: folder,
      ...(backend === 'auto' ? {} : { backend: backend as BackendName }),
    };
    return this.open(await startEngine(this.#engine, job));
  }

  /** Starts an engine that goes on with a run. @throws Error when it cannot go on. */
  async resume(folder: string): Promise<Run> {
    const failed = await startEngine(this.#engine, { version: 1, resume: folder }).then(
      () => null,
      (error: unknown) => error,
    );
    const run = await this.open(folder);
    // A run that was only read, or that somebody else has resumed, is connected now.
    if (run.connection.state !== 'live' && (failed === null || (await readEndpoint(folder)) !== null)) await run.open();
    if (failed !== null && run.connection.state !== 'live') throw failed;
    return run;
  }

  /** The run of a folder, connected or read. */
  async open(folder: string): Promise<Run> {
    const known = this.#runs.get(folder);
    if (known !== undefined) return known;
    const run = new Run(folder);
    this.#runs.set(folder, run);
    run.onChange(() => this.#changed.fire(run));
    run.onLost(() => this.#lost.fire(run));
    await run.open();
    this.#changed.fire(run);
    return run;
  }

  /** Runs whose engine is at work in the open folders: they are found again. */
  async findLive(): Promise<Run[]> {
    const found: Run[] = [];
    for (const folder of await this.folders()) {
      if ((await readEndpoint(folder)) !== null) found.push(await this.open(folder));
    }
    return found;
  }

  /** Runs of the open folders whose engine died without coming to an end. */
  async findLost(): Promise<Run[]> {
    const found: Run[] = [];
    for (const folder of await this.folders()) {
      if (!(await engineDied(folder))) continue;
      const run = await this.open(folder);
      if (run.connection.state === 'lost') found.push(run);
    }
    return found;
  }

  /** Every run folder of the workspace, latest first. */
  async folders(): Promise<string[]> {
    const roots = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    return (await Promise.all(roots.map(({ uri }) => listRuns(uri.fsPath)))).flat();
  }

  get live(): readonly Run[] {
    return [...this.#runs.values()].filter(({ connection }) => connection.state === 'live');
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.dispose();
    this.#changed.dispose();
    this.#lost.dispose();
  }
}
