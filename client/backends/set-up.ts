/** "Set Up TensorFlow": asks what would be done, says its size, and does it with progress and a way to cancel. */
import * as vscode from 'vscode';
import type { SetupDone, SetupEvent, SetupPlan } from '../../engine/protocol/setup.ts';
import { requireTrust } from '../trust.ts';
import { runCommandLine } from './command-line.ts';

type Failed = Extract<SetupEvent, { type: 'failed' }>;

const size = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;

const kinds = [
  { label: 'For the CPU', description: 'tensorflow', args: [] },
  { label: 'For an NVIDIA GPU', description: 'tensorflow-gpu', args: ['--gpu'] },
] as const;

/** Runs it to its end; gives the last event. Cancelled, it ends with `cancelled`. */
function setup(entry: string, args: readonly string[], title: string): Thenable<SetupEvent | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let last: SetupEvent | undefined;
    let percent = 0;
    const line = (text: string) => {
      last = JSON.parse(text) as SetupEvent;
      if (last.type !== 'progress') return;
      const { text: message, done, total } = last;
      if (done === null || total === null || total === 0) {
        progress.report({ message });
        return;
      }
      const now = Math.floor((100 * done) / total);
      progress.report({ message: `${message}, ${size(done)} of ${size(total)}`, increment: now - percent });
      percent = now;
    };
    await runCommandLine({ entry, args: ['setup', 'tensorflow', ...args, '--json'], signal: cancel.signal, line });
    return last;
  });
}

async function agrees({ packages: [first = 'TensorFlow'], downloadBytes, diskBytes, measured, folder }: SetupPlan) {
  const about = measured ? '' : 'about ';
  const detail = `${about}${size(downloadBytes)} to download and about ${size(diskBytes)} on disk, in ${folder}.`;
  const said = `No Python here has a TensorFlow that will do. Make a private environment with ${first}?`;
  const answer = await vscode.window.showInformationMessage(said, { modal: true, detail }, 'Make It');
  return answer !== undefined;
}

async function tellFailure({ reason, remedy }: Failed): Promise<void> {
  await vscode.window.showErrorMessage(`TensorFlow is not set up. ${reason}${remedy === null ? '' : ` ${remedy}`}`);
}

async function tellDone({ backend, device, selfTest }: SetupDone): Promise<void> {
  const show = 'Show Backends';
  const said = `${backend} is ready: ${device}. Its self-test of ${selfTest.steps} steps agrees with cpu.`;
  if ((await vscode.window.showInformationMessage(said, show)) === show)
    await vscode.commands.executeCommand('netwright.showBackends');
}

export async function setUpTensorflow(entry: string): Promise<void> {
  if (!(await requireTrust('Setting up TensorFlow runs a Python of your choice; trust the workspace to do that.')))
    return;
  const kind = await vscode.window.showQuickPick(kinds, { title: 'Set up TensorFlow for what?' });
  if (kind === undefined) return;
  const plan = await setup(entry, [...kind.args, '--dry-run'], 'Looking for a TensorFlow');
  if (plan?.type === 'failed') return tellFailure(plan);
  if (plan === undefined || plan.type === 'cancelled' || (plan.type === 'plan' && !(await agrees(plan)))) return;
  const end = await setup(entry, kind.args, 'Setting up TensorFlow');
  if (end?.type === 'failed') await tellFailure(end);
  else if (end?.type === 'done') await tellDone(end);
}
