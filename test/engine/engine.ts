/** The engine as a client meets it: a detached process, a socket, a run folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Job } from '../../engine/protocol/job.ts';
import type { RunRecord } from '../../engine/protocol/records.ts';
import { type Announcement, type Attached, attach, type Endpoint, recordAdded } from '../../engine/protocol/rpc.ts';
import { makeDigits, writeDigits } from '../../examples/digits/generate.ts';
import { chain } from '../../model/zoo.fixture.ts';

const entry = join(import.meta.dirname, '..', '..', 'dist', 'engine.mjs');

export class Engine {
  readonly run: string;
  readonly endpoint: Endpoint;
  readonly child: ChildProcess;
  /** Resolves with the exit code; `null` when it was killed. */
  readonly exit: Promise<number | null>;

  private constructor(child: ChildProcess, run: string, endpoint: Endpoint, exit: Promise<number | null>) {
    this.child = child;
    this.run = run;
    this.endpoint = endpoint;
    this.exit = exit;
  }

  /** The bundle that is shipped. @throws Error with what the engine said when it started no run. */
  static async start(job: unknown): Promise<Engine> {
    const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'ignore'] });
    const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    const line = new Promise<string>((resolve) => {
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('\n')) resolve(said);
      });
    });
    child.stdin?.end(JSON.stringify(job));
    const announcement = JSON.parse(await line) as Announcement;
    if ('error' in announcement) throw new Error(announcement.error);
    return new Engine(child, announcement.run, announcement.endpoint, exit);
  }
}

export class Client {
  readonly rpc: MessageConnection;
  readonly records: RunRecord[] = [];
  /** The connection was closed, by either end. */
  readonly closed: Promise<void>;
  readonly #waiting: (() => void)[] = [];
  readonly #close: () => void;

  private constructor(rpc: MessageConnection, close: () => void) {
    this.rpc = rpc;
    this.#close = close;
    this.closed = new Promise((resolve) => rpc.onClose(() => resolve()));
    rpc.onNotification(recordAdded, (record) => {
      this.records.push(record);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    rpc.listen();
  }

  static async connect({ address }: Endpoint): Promise<Client> {
    const socket = connect(address);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    return new Client(rpc, () => socket.destroy());
  }

  static async attach(endpoint: Endpoint): Promise<{ client: Client; attached: Attached }> {
    const client = await Client.connect(endpoint);
    const attached = await client.rpc.sendRequest(attach, { token: endpoint.token });
    // What came before stands before what comes; nothing is in both.
    client.records.unshift(...attached.records);
    return { client, attached };
  }

  /** The first record of a kind, as soon as it is there. */
  async record<T extends RunRecord['type']>(type: T): Promise<Extract<RunRecord, { type: T }>> {
    for (;;) {
      const found = this.records.find((record) => record.type === type);
      if (found !== undefined) return found as Extract<RunRecord, { type: T }>;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  close(): void {
    this.#close();
  }
}

export interface Bench {
  readonly folder: string;
  job(change?: Partial<Omit<Job, 'settings'>> & { settings?: Partial<Job['settings']> }): Job;
  remove(): void;
}

const call = (name: string, args: Record<string, number | string> = {}) => ({ name, args });

/** A folder with 600 digits and jobs of a small network on them. */
export function makeBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'netwright-engine-'));
  writeDigits(join(folder, 'digits'), makeDigits(600, 3));
  const graph = chain(
    [28, 28, 1],
    [
      ['conv', { filters: 4, kernel: [5, 5], stride: [2, 2] }],
      ['batchnorm'],
      ['relu'],
      ['maxpool', { window: [2, 2] }],
      ['flatten'],
      ['dropout', { p: 0.1 }],
      ['dense', { units: 10 }],
    ],
    50,
  );
  return {
    folder,
    job: ({ settings, ...change } = {}) => ({
      version: 1,
      graph,
      file: join(folder, 'model.nn'),
      root: folder,
      backend: 'cpu',
      settings: {
        name: 'Small',
        data: {
          name: 'digits',
          source: call('mnist', { folder: 'digits' }),
          split: call('holdout', { val: 100 }),
          normalize: call('per_channel'),
        },
        loss: [{ call: call('softmax'), weight: 1 }],
        regularizers: [call('l2', { weight: 1e-4 })],
        optimizer: call('adam', { lr: 3e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8 }),
        init: call('he'),
        batch: 50,
        epochs: 2,
        seed: 1,
        ...settings,
      },
      ...change,
    }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
