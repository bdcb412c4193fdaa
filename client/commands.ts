/** The commands of the palette, of code lenses and of trees. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { chooseInstantiationCommand, trainCommand } from '../server/protocol/requests.ts';
import type { Language } from './language.ts';
import type { RunManager } from './runs/manager.ts';
import { resumeCommand } from './runs/offer-resume.ts';
import { pickLive, pickResumable } from './runs/pick.ts';
import { requireTrust } from './trust.ts';
import type { TrainingPanels } from './views/training-panel.ts';

interface Parts {
  readonly language: Language;
  readonly runs: RunManager;
  readonly panels: TrainingPanels;
}

export function registerCommands(parts: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(trainCommand, (uri?: string, name?: string) => train(parts, uri, name)),
    vscode.commands.registerCommand(chooseInstantiationCommand, (uri?: string, block?: string, index?: number) =>
      chooseInstantiation(parts, uri, block, index),
    ),
    vscode.commands.registerCommand('netwright.stopRun', (target?: Target) => stopRun(parts, folderOf(target))),
    vscode.commands.registerCommand(resumeCommand, (target?: Target) => resumeRun(parts, folderOf(target))),
    vscode.commands.registerCommand('netwright.openRun', (target?: Target) => openRun(parts, folderOf(target))),
  );
}

/** Commands of runs are given a run folder, or the row of the tree that shows it. */
type Target = string | { readonly folder: string };

const folderOf = (target: Target | undefined): string | undefined =>
  typeof target === 'object' ? target.folder : target;

/** Trains a `train` of the file; asks which when none is named and there are several. */
async function train({ language, runs, panels }: Parts, address?: string, name?: string): Promise<void> {
  const uri = typeof address === 'string' ? vscode.Uri.parse(address) : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void vscode.window.showInformationMessage('Open a model file (.nn) to train it.');
    return;
  }
  if (uri.scheme !== 'file') {
    void vscode.window.showErrorMessage('Save the model to a file first: data and runs are found from its folder.');
    return;
  }
  if (!(await requireTrust('Training runs an engine on the files of this workspace; trust the workspace to train.')))
    return;
  const chosen = name ?? (await pickTrain(uri));
  if (chosen === undefined) return;
  const job = await language.job(uri, chosen);
  if (!job.ok) {
    const show = job.line === undefined ? [] : ['Show'];
    const answer = await vscode.window.showErrorMessage(`${chosen} cannot be trained. ${job.message}`, ...show);
    if (answer !== undefined && job.line !== undefined) {
      const line = new vscode.Range(job.line - 1, 0, job.line - 1, 0);
      await vscode.window.showTextDocument(uri, { selection: line });
    }
    return;
  }
  try {
    panels.show(
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Starting the engine' }, () =>
        runs.start(uri, job),
      ),
    );
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function pickTrain(uri: vscode.Uri): Promise<string | undefined> {
  const names = await namesInLenses(uri, trainCommand);
  if (names.length > 1) return vscode.window.showQuickPick(names, { title: 'Which training?' });
  if (names.length === 0) void vscode.window.showInformationMessage(`${basename(uri.fsPath)} has no train.`);
  return names[0];
}

/** The code lens of a block names it, and may say which instantiation; what is not said is asked for. */
async function chooseInstantiation(
  { language }: Parts,
  address?: string,
  name?: string,
  index?: number,
): Promise<void> {
  const uri = typeof address === 'string' ? address : vscode.window.activeTextEditor?.document.uri.toString();
  const block = uri === undefined ? undefined : (name ?? (await pickBlock(vscode.Uri.parse(uri))));
  if (uri === undefined || block === undefined) return;
  if (index !== undefined) {
    await language.choose({ uri, block, index });
    return;
  }
  const found = await language.instantiations({ uri, block });
  const picked = await vscode.window.showQuickPick(
    found.map(({ title, detail, chosen }, i) => ({
      label: `${chosen ? '$(check) ' : ''}${i + 1} · ${title}`,
      description: detail,
      index: i,
    })),
    { title: `Which instantiation of ${block}?`, matchOnDescription: true },
  );
  if (picked !== undefined) await language.choose({ uri, block, index: picked.index });
}

async function pickBlock(uri: vscode.Uri): Promise<string | undefined> {
  const names = [...new Set(await namesInLenses(uri, chooseInstantiationCommand))];
  if (names.length > 1) return vscode.window.showQuickPick(names, { title: 'Which block?' });
  if (names.length === 0)
    void vscode.window.showInformationMessage(`${basename(uri.fsPath)} has no block that is called more than once.`);
  return names[0];
}

/** The second argument of the lenses with this command: the name of a train or block. */
async function namesInLenses(uri: vscode.Uri, wanted: string): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.flatMap(({ command }) => (command?.command === wanted ? [String(command.arguments?.[1])] : []));
}

async function stopRun({ runs }: Parts, folder?: string): Promise<void> {
  const run = folder === undefined ? await pickLive(runs) : await runs.open(folder);
  await run?.stop();
}

/** Goes on with the run that is named, that the panel in view shows, or that is picked. */
async function resumeRun({ runs, panels }: Parts, named?: string): Promise<void> {
  const why = 'Resuming runs an engine on the files of this workspace; trust the workspace to resume.';
  if (!(await requireTrust(why))) return;
  const { shown } = panels;
  const folder = named ?? (shown?.resumable ? shown.folder : await pickResumable(runs));
  if (folder === undefined) return;
  const options = { location: vscode.ProgressLocation.Window, title: 'Starting the engine' };
  try {
    panels.show(await vscode.window.withProgress(options, () => runs.resume(folder)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The run cannot be resumed. ${message}`);
  }
}

async function openRun({ runs, panels }: Parts, folder?: string): Promise<void> {
  if (!(await requireTrust('Opening a run connects to its engine; trust the workspace to open it.'))) return;
  if (folder !== undefined) {
    panels.show(await runs.open(folder));
    return;
  }
  const [live] = runs.live;
  if (live !== undefined) {
    panels.show(live);
    return;
  }
  const folders = await runs.folders();
  const picked = await vscode.window.showQuickPick(
    folders.map((path) => ({ label: basename(path), path })),
    { title: 'Open which run?' },
  );
  if (picked !== undefined) panels.show(await runs.open(picked.path));
}
