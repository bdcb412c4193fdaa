/** A run as the editor follows it: connected to its engine while that lives, from its folder otherwise. */
import { connect, type Socket } from 'node:net';
import * as vscode from 'vscode';
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import type { EndRecord, Progress, RunInfo, RunRecord } from '../../engine/protocol/records.ts';
import { attach, type Endpoint, infoChanged, progressChanged, recordAdded, stop } from '../../engine/protocol/rpc.ts';
import type { Connection } from '../../webviews/protocol/training.ts';
import { readEndpoint, readInfo, readRecords } from './run-files.ts';

const LOST =
  'The engine of this run is gone without a word. What it did up to then is in the run folder; its log may say why.';

export class Run implements vscode.Disposable {
  readonly folder: string;
  info: RunInfo | null = null;
  records: RunRecord[] = [];
  progress: Progress | null = null;
  connection: Connection = { state: 'connecting' };
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something is new: records, progress, the info or the connection. */
  readonly onChange = this.#changed.event;
  readonly #lost = new vscode.EventEmitter<void>();
  /** Its engine was there and died. */
  readonly onLost = this.#lost.event;
  #rpc: MessageConnection | null = null;
  #socket: Socket | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  get end(): EndRecord | null {
    const last = this.records.at(-1);
    return last?.type === 'end' ? last : null;
  }

  /** Whether it can go on: it has not finished, and no engine is at work on it. */
  get resumable(): boolean {
    return this.connection.state === 'lost' || (this.connection.state === 'ended' && this.end?.reason !== 'finished');
  }

  /** Connects to the engine, or reads the folder when there is none any more. Again after the run was resumed. */
  async open(): Promise<void> {
    const endpoint = await readEndpoint(this.folder);
    if (endpoint !== null && (await this.#attach(endpoint).catch(() => false))) return;
    await this.#readFolder();
  }

  async #attach({ address, token }: Endpoint): Promise<boolean> {
    const socket = connect(address);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.on('error', () => socket.destroy());
    const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    // Records may arrive before the answer that holds the earlier ones.
    const early: RunRecord[] = [];
    let attached = false;
    rpc.onNotification(recordAdded, (record) => {
      if (this.#rpc !== rpc) return;
      if (attached) this.#add(record);
      else early.push(record);
    });
    rpc.onNotification(progressChanged, (progress) => {
      this.progress = progress;
      this.#changed.fire();
    });
    rpc.onNotification(infoChanged, (info) => {
      this.info = info;
      this.#changed.fire();
    });
    rpc.onClose(() => void this.#left(rpc));
    rpc.listen();
    this.#rpc = rpc;
    this.#socket = socket;
    const state = await rpc.sendRequest(attach, { token });
    this.info = state.info;
    this.records = [...state.records, ...early];
    this.progress = state.progress;
    attached = true;
    this.#setConnection(this.end === null ? { state: 'live' } : { state: 'ended' });
    return true;
  }

  #add(record: RunRecord): void {
    this.records.push(record);
    if (record.type === 'end') this.connection = { state: 'ended' };
    this.#changed.fire();
  }

  /** A connection closed: the run is over, its engine died, or there is another engine by now. */
  async #left(rpc: MessageConnection): Promise<void> {
    rpc.dispose();
    if (this.#rpc !== rpc) return;
    this.#rpc = null;
    this.#socket = null;
    if (this.connection.state !== 'live') return;
    if ((await this.#readFolder()) === 'lost') this.#lost.fire();
  }

  async #readFolder(): Promise<Connection['state']> {
    this.info = (await readInfo(this.folder)) ?? this.info;
    this.records = await readRecords(this.folder);
    this.#setConnection(this.end === null ? { state: 'lost', message: LOST } : { state: 'ended' });
    return this.connection.state;
  }

  #setConnection(connection: Connection): void {
    this.connection = connection;
    this.#changed.fire();
  }

  /** Asks the engine to stop at the next step, with a checkpoint. */
  async stop(): Promise<void> {
    await this.#rpc?.sendRequest(stop);
  }

  dispose(): void {
    this.#socket?.destroy();
    this.#changed.dispose();
    this.#lost.dispose();
  }
}
