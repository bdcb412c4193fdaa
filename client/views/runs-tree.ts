/** The runs of the workspace, latest first, each with its state and best validation accuracy. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../engine/protocol/records.ts';
import type { RunManager } from '../runs/manager.ts';
import { readEndpoint, readRecords } from '../runs/run-files.ts';

interface Entry {
  readonly folder: string;
  readonly live: boolean;
  readonly records: readonly RunRecord[];
}

export class RunsTree implements vscode.TreeDataProvider<Entry> {
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

  async getChildren(): Promise<Entry[]> {
    const folders = await this.#runs.folders();
    return Promise.all(
      folders.map(async (folder) => ({
        folder,
        live: (await readEndpoint(folder)) !== null,
        records: (await readRecords(folder)).filter(({ type }) => type !== 'step'),
      })),
    );
  }

  getTreeItem({ folder, live, records }: Entry): vscode.TreeItem {
    const item = new vscode.TreeItem(basename(folder));
    const best = Math.max(...records.map((record) => (record.type === 'epoch' ? (record.val.accuracy ?? -1) : -1)), -1);
    const end = records.find((record) => record.type === 'end');
    const state = live ? 'running' : (end?.reason ?? 'lost');
    item.description = best < 0 ? state : `${state} · ${(100 * best).toFixed(1)}%`;
    item.iconPath = new vscode.ThemeIcon(
      { running: 'pulse', finished: 'check', stopped: 'debug-stop', failed: 'error', lost: 'warning' }[state],
    );
    item.tooltip = end?.message ?? folder;
    item.accessibilityInformation = { label: `run ${basename(folder)}, ${item.description}` };
    item.command = { command: 'netwright.openRun', title: 'Open run', arguments: [folder] };
    return item;
  }
}
