/** What runs something on the files of a workspace needs its trust. */
import * as vscode from 'vscode';

/** Whether the workspace is trusted; where it is not, says why it has to be and offers to manage trust. */
export async function requireTrust(why: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = 'Manage Trust';
  const answer = await vscode.window.showWarningMessage(why, manage);
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
