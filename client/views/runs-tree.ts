/** The runs of the workspace, latest first, each with its state and best validation. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunManager } from '../runs/manager.ts';
import { type RunSummary, readSummary } from '../runs/summary.ts';

/** `2026-11-24T21-04-19-LeNet5`: what tells runs apart stands first, as a side bar is narrow. */
function readName(name: string): { readonly model: string; readonly time: readonly string[] } {
  const [, day, hours, minutes, seconds, model] = /^([\d-]+)T(\d\d)-(\d\d)-(\d\d)-(.+)$/.exec(name) ?? [];
  return model === undefined ? { model: name, time: [] } : { model, time: [`${day} ${hours}:${minutes}:${seconds}`] };
}

export class RunsTree implements vscode.TreeDataProvider<RunSummary> {
  readonly #runs: RunManager;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(runs: RunManager) {
    this.#runs = runs;
    let last = '';
    runs.onChange((run) => {
      // Only what a row shows: not every step.
      const shown = `${run?.folder} ${run?.connection.state} ${run?.records.findLastIndex(({ type }) => type === 'epoch')}`;
      if (shown !== last) this.#changed.fire();
      last = shown;
    });
  }

  async getChildren(): Promise<RunSummary[]> {
    return Promise.all((await this.#runs.folders()).map(readSummary));
  }

  getTreeItem({ folder, state, description, message }: RunSummary): vscode.TreeItem {
    const { model, time } = readName(basename(folder));
    const item = new vscode.TreeItem(model);
    item.description = [description, ...time].join(' · ');
    item.iconPath = new vscode.ThemeIcon(
      { running: 'pulse', finished: 'check', stopped: 'debug-stop', failed: 'error', lost: 'warning' }[state],
    );
    item.tooltip = message ?? folder;
    item.contextValue = state;
    item.accessibilityInformation = { label: `run ${basename(folder)}, ${description}` };
    item.command = { command: 'netwright.openRun', title: 'Open run', arguments: [folder] };
    return item;
  }
}
