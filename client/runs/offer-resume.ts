/** An engine may be killed at any moment: the editor says so, and offers to go on from the last checkpoint. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { goesOn, lastCheckpoint } from '../../engine/protocol/going-on.ts';
import type { Run } from './run.ts';

export const resumeCommand = 'netwright.resumeRun';

/** Offers that were made for engines found dead: a window that is opened again does not repeat them. */
const MADE = 'netwright.resumeOffers';

export async function offerResume(run: Run): Promise<void> {
  const name = run.info?.job.settings.name ?? basename(run.folder);
  const text = `The engine that trained ${name} is gone without a word. ${goesOn(lastCheckpoint(run.records))}`;
  const answer = await vscode.window.showWarningMessage(text, 'Resume', 'Show Run');
  if (answer === 'Resume') await vscode.commands.executeCommand(resumeCommand, run.folder);
  if (answer === 'Show Run') await vscode.commands.executeCommand('netwright.openRun', run.folder);
}

/** For runs whose engine died while no window looked. */
export async function offerOnce(runs: readonly Run[], memory: vscode.Memento): Promise<void> {
  const made = memory.get<readonly string[]>(MADE, []);
  const offers = runs.map((run) => ({ run, key: `${run.folder} ${run.records.length}` }));
  // What is no longer lost is forgotten.
  await memory.update(
    MADE,
    offers.map(({ key }) => key),
  );
  await Promise.all(offers.map(({ run, key }) => (made.includes(key) ? undefined : offerResume(run))));
}
