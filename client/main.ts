/** The extension: wires the language server, the engine's runs and the views together, and owns every call of the editor. */
import * as vscode from 'vscode';
import { setUpTensorflow } from './backends/set-up.ts';
import { BackendsPage } from './backends/status-page.ts';
import { registerCommands } from './commands.ts';
import { Language } from './language.ts';
import { RunManager } from './runs/manager.ts';
import { offerOnce, offerResume } from './runs/offer-resume.ts';
import { RunsTree } from './views/runs-tree.ts';
import { statusBar } from './views/status-bar.ts';
import { TrainingPanels, trainingPanelType } from './views/training-panel.ts';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const language = new Language(context);
  const runs = new RunManager(context.asAbsolutePath('dist/engine.mjs'));
  const panels = new TrainingPanels(context.extensionUri, runs);
  const commandLine = context.asAbsolutePath('dist/cli.mjs');
  const backends = new BackendsPage(commandLine);
  context.subscriptions.push(
    language,
    runs,
    registerCommands({ language, runs, panels }),
    backends,
    vscode.commands.registerCommand('netwright.showBackends', () => backends.show()),
    vscode.commands.registerCommand('netwright.setUpTensorflow', () => setUpTensorflow(commandLine)),
    runs.onLost((run) => void offerResume(run)),
    statusBar(runs),
    vscode.window.registerTreeDataProvider('netwright.runs', new RunsTree(runs)),
    vscode.window.registerWebviewPanelSerializer(trainingPanelType, panels),
  );
  await language.start();
  const findRuns = async () => {
    await runs.findLive();
    void offerOnce(await runs.findLost(), context.workspaceState);
  };
  // An untrusted workspace is only checked: not even its runs are opened.
  if (vscode.workspace.isTrusted) await findRuns();
  else context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => void findRuns()));
}
