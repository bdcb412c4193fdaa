/** Which run a command of the palette means: the only one, or the one that is picked. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunManager } from './manager.ts';
import type { Run } from './run.ts';
import { readSummary } from './summary.ts';

export async function pickLive({ live }: RunManager): Promise<Run | undefined> {
  if (live.length === 0) void vscode.window.showInformationMessage('No training is running.');
  if (live.length < 2) return live[0];
  const items = live.map((run) => ({ label: basename(run.folder), run }));
  return (await vscode.window.showQuickPick(items, { title: 'Stop which run?' }))?.run;
}

/** The folder of a run that was stopped, failed or lost its engine. */
export async function pickResumable(runs: RunManager): Promise<string | undefined> {
  const all = await Promise.all((await runs.folders()).map(readSummary));
  const resumable = all.filter(({ state }) => state !== 'running' && state !== 'finished');
  if (resumable.length === 0)
    void vscode.window.showInformationMessage('No run waits to go on: none was stopped, failed or lost its engine.');
  if (resumable.length < 2) return resumable[0]?.folder;
  const items = resumable.map(({ folder, description }) => ({ label: basename(folder), description, folder }));
  return (await vscode.window.showQuickPick(items, { title: 'Resume which run?' }))?.folder;
}
