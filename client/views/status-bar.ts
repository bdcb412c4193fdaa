/** While a run is live the status bar says how far it is; a click opens its panel. */
import * as vscode from 'vscode';
import type { RunManager } from '../runs/manager.ts';

export function statusBar(runs: RunManager): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('netwright.run', vscode.StatusBarAlignment.Left);
  item.name = 'Netwright training';
  item.command = 'netwright.openRun';
  const show = () => {
    const [run, ...others] = runs.live;
    if (run === undefined) {
      item.hide();
      return;
    }
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    item.text = `$(pulse) ${run.info?.job.settings.name ?? 'Training'} ${Math.round(100 * (run.progress?.done ?? 0))}%${more}`;
    item.tooltip = run.progress?.detail ?? '';
    item.show();
  };
  return vscode.Disposable.from(item, runs.onChange(show));
}
