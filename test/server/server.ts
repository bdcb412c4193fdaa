/** A language server as an editor meets it: a child process, a connection, documents opened and changed. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  InitializeParams,
  InitializeResult,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { serverFlags } from '../../server/protocol/process.ts';

export class Server {
  readonly #child: ChildProcess;
  readonly connection: MessageConnection;
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting: (() => void)[] = [];

  private constructor(child: ChildProcess, connection: MessageConnection) {
    this.#child = child;
    this.connection = connection;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** The bundle that is shipped, over standard input and output or over the channel between Node processes. */
  static async start(
    transport: 'stdio' | 'node-ipc' = 'stdio',
    { listen, ...more }: Partial<InitializeParams> & { listen?: (connection: MessageConnection) => void } = {},
  ): Promise<{ server: Server; capabilities: InitializeResult['capabilities'] }> {
    const bundle = join(import.meta.dirname, '..', '..', 'dist', 'server.mjs');
    const [child, connection] = transport === 'stdio' ? overStdio(bundle) : overIpc(bundle);
    listen?.(connection);
    connection.listen();
    const server = new Server(child, connection);
    const { capabilities } = await server.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      ...more,
    });
    await connection.sendNotification('initialized', {});
    return { server, capabilities };
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest(method, params);
  }

  async open(uri: string, text: string): Promise<PublishDiagnosticsParams> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'netwright', version: 1, text },
    });
    return this.diagnostics(uri, 1);
  }

  async change(
    uri: string,
    version: number,
    contentChanges: readonly TextDocumentContentChangeEvent[],
  ): Promise<PublishDiagnosticsParams> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return this.diagnostics(uri, version);
  }

  /** What the server says of this version of the document, as soon as it does; without a version: of a closed one. */
  diagnostics(uri: string, version: number | undefined): Promise<PublishDiagnosticsParams> {
    return this.until(uri, (found) => found.version === version);
  }

  /** What the server says of the document, as soon as it is this. */
  async until(uri: string, holds: (found: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.#published.get(uri);
      if (found !== undefined && holds(found)) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** What the server says of the document when it speaks of it again. */
  next(uri: string): Promise<PublishDiagnosticsParams> {
    const before = this.#published.get(uri);
    return this.until(uri, (found) => found !== before);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.request('shutdown', null);
    await this.connection.sendNotification('exit');
    await gone;
    this.connection.dispose();
  }
}

function overStdio(bundle: string): [ChildProcess, MessageConnection] {
  const child = spawn(process.execPath, [...serverFlags, bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return [child, createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))];
}

function overIpc(bundle: string): [ChildProcess, MessageConnection] {
  const child = fork(bundle, ['--node-ipc'], { execArgv: [...serverFlags] });
  return [child, createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))];
}
