/** "Show Backends": a page that says what training can compute on here, and for what is absent why and how to get it. */
import * as vscode from 'vscode';
import { requireTrust } from '../trust.ts';
import { runCommandLine } from './command-line.ts';

/** As `netwright backends --json` prints it. */
interface Probed {
  readonly backend: string;
  readonly device: string | null;
  readonly gpu: boolean | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly reason: string | null;
  readonly remedy: string | null;
}

const page = vscode.Uri.parse('netwright-backends:/Backends.md');

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function row({ backend, device, gpu, versions, reason, remedy }: Probed): string {
  const numbers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const state = device ?? `${reason ?? ''}${remedy === null ? '' : ` **${remedy}**`}`;
  const cells = [device === null ? '✗' : '✓', `\`${backend}\``, cell(state), gpu ? 'yes' : '', numbers.join(', ')];
  return `| ${cells.join(' | ')} |`;
}

function text(found: readonly Probed[]): string {
  const first = found.find(({ device }) => device !== null);
  return [
    '# What training computes on here',
    '| | backend | | GPU in use | versions |',
    '| --- | --- | --- | --- | --- |',
    ...found.map(row),
    '',
    `A training uses \`${first?.backend ?? 'none of them'}\` unless the setting \`netwright.engine.backend\` says otherwise.`,
    '',
    'TensorFlow is set up by the command **Netwright: Set Up TensorFlow**.',
  ].join('\n');
}

export class BackendsPage implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #entry: string;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered: vscode.Disposable;
  #text = '';

  constructor(entry: string) {
    this.#entry = entry;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(page.scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  async show(): Promise<void> {
    if (!(await requireTrust('Trying the backends runs the Python that is set; trust the workspace to do that.')))
      return;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: 'Trying every backend',
      cancellable: true,
    };
    const printed = await vscode.window.withProgress(options, async (_progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      const lines: string[] = [];
      const args = ['backends', '--json'];
      await runCommandLine({ entry: this.#entry, args, signal: cancel.signal, line: (text) => lines.push(text) });
      return token.isCancellationRequested ? null : lines.join('\n');
    });
    if (printed === null) return;
    this.#text = text((JSON.parse(printed) as { readonly backends: readonly Probed[] }).backends);
    this.#changed.fire(page);
    await vscode.commands.executeCommand('markdown.showPreview', page);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
