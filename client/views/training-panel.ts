/** The training panel: a window on a run. Everything it shows can be shown again from the run, at any time. */
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { FromTrainingView, ToTrainingView } from '../../webviews/protocol/training.ts';
import type { RunManager } from '../runs/manager.ts';
import { resumeCommand } from '../runs/offer-resume.ts';
import type { Run } from '../runs/run.ts';
import { pageOf } from './html.ts';

export const trainingPanelType = 'netwright.training';

/** At most this often: a run may make hundreds of steps a second. */
const THROTTLE_MS = 100;

export interface TrainingPanelState {
  readonly folder: string;
}

export class TrainingPanels implements vscode.WebviewPanelSerializer<TrainingPanelState> {
  readonly #extension: vscode.Uri;
  readonly #runs: RunManager;
  readonly #panels = new Map<Run, vscode.WebviewPanel>();

  constructor(extension: vscode.Uri, runs: RunManager) {
    this.#extension = extension;
    this.#runs = runs;
  }

  show(run: Run): void {
    const known = this.#panels.get(run);
    if (known !== undefined) {
      known.reveal(undefined, true);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#fill(vscode.window.createWebviewPanel(trainingPanelType, 'Training', column, this.#options), run);
  }

  /** The run of the panel that has the focus, else of the only one that can be seen. */
  get shown(): Run | undefined {
    const visible = [...this.#panels].filter(([, panel]) => panel.visible);
    const [only] = visible.length === 1 ? visible : visible.filter(([, panel]) => panel.active);
    return only?.[0];
  }

  /** After a reload of the window the panel is there again, and its run is found by its folder. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: TrainingPanelState | undefined): Promise<void> {
    if (state?.folder === undefined) {
      panel.dispose();
      return;
    }
    panel.webview.options = this.#options;
    this.#fill(panel, await this.#runs.open(state.folder));
  }

  get #options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'dist', 'webviews')] };
  }

  #fill(panel: vscode.WebviewPanel, run: Run): void {
    this.#panels.set(run, panel);
    const name = () => `Training ${run.info?.job.settings.name ?? basename(run.folder)}`;
    panel.title = name();
    // After a reload the panel may be there before the run has said what it is.
    const named = run.onChange(() => {
      if (panel.title !== name()) panel.title = name();
    });
    const feed = new Feed(run, (message) => void panel.webview.postMessage(message));
    panel.webview.onDidReceiveMessage((message: FromTrainingView) => this.#receive(message, run, feed));
    panel.onDidDispose(() => {
      feed.dispose();
      named.dispose();
      this.#panels.delete(run);
    });
    panel.webview.html = pageOf(panel.webview, this.#extension, 'training', panel.title);
  }

  #receive(message: FromTrainingView, run: Run, feed: Feed): void {
    switch (message.type) {
      case 'ready':
        feed.sendAll();
        return;
      case 'stop':
        run
          .stop()
          .catch((error: Error) => vscode.window.showErrorMessage(`The run could not be stopped: ${error.message}`));
        return;
      case 'resume':
        // Whether it went on or not, the view hears how things stand.
        void vscode.commands.executeCommand(resumeCommand, run.folder).then(() => feed.sendAll());
        return;
      case 'open':
        void open(message.what, run);
        return;
      default:
        assertNever(message);
    }
  }
}

/** Sends a view the whole state once it is ready, and then what is new, a few times a second. */
class Feed implements vscode.Disposable {
  readonly #run: Run;
  readonly #post: (message: ToTrainingView) => void;
  readonly #subscription: vscode.Disposable;
  #ready = false;
  #records: Run['records'] | null = null;
  #sent = 0;
  #info: Run['info'] = null;
  #connection: Run['connection'] | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(run: Run, post: (message: ToTrainingView) => void) {
    this.#run = run;
    this.#post = post;
    this.#subscription = run.onChange(() => {
      this.#timer ??= setTimeout(() => this.#sendNew(), THROTTLE_MS);
    });
  }

  sendAll(): void {
    const { folder, info, records, progress, connection } = this.#run;
    this.#ready = true;
    this.#remember();
    this.#post({ type: 'state', folder, info, records, progress, connection });
  }

  #remember(): void {
    this.#records = this.#run.records;
    this.#sent = this.#run.records.length;
    this.#info = this.#run.info;
    this.#connection = this.#run.connection;
  }

  #sendNew(): void {
    this.#timer = null;
    if (!this.#ready) return;
    const { info, records, progress, connection } = this.#run;
    // Read again, from the folder or from another engine: some may be gone.
    if (records !== this.#records) {
      this.sendAll();
      return;
    }
    if (info !== null && info !== this.#info) this.#post({ type: 'info', info });
    if (records.length > this.#sent) this.#post({ type: 'records', records: records.slice(this.#sent) });
    if (progress !== null) this.#post({ type: 'progress', progress });
    if (connection !== this.#connection) this.#post({ type: 'connection', connection });
    this.#remember();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#subscription.dispose();
  }
}

async function open(what: 'folder' | 'log' | 'model', run: Run): Promise<void> {
  if (what === 'folder')
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(join(run.folder, 'run.json')));
  else {
    const path = what === 'log' ? join(run.folder, 'engine.log') : run.info?.job.file;
    if (path !== undefined)
      await vscode.window.showTextDocument(vscode.Uri.file(path), { viewColumn: vscode.ViewColumn.One });
  }
}

function assertNever(value: never): never {
  throw new Error(`unknown message: ${JSON.stringify(value)}`);
}
