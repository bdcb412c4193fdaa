/**
 * Serves a run over a local socket. A client proves by a token from the run folder, which only the owner can read,
 * that it may watch and stop. A connection that closes never stops the run.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createMessageConnection, ResponseError, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import { attach, type Endpoint, infoChanged, progressChanged, recordAdded, stop } from '../protocol/rpc.ts';
import { isAlive } from '../runs/lock.ts';
import { writeAtomically } from '../runs/write.ts';
import type { Run } from '../train/run.ts';

/** Progress is news a few times a second, not at every step. */
const PROGRESS_MS = 100;
const REFUSED = -32001;
const REFUSAL_MS = 50;

const socketFolder = () => join(tmpdir(), `netwright-${userInfo().uid}`);

/**
 * A short path of its own, as socket paths end at about 100 bytes; in a folder that only the owner may enter. Of this
 * process: the engine that a run had before may still be saying goodbye when the next one goes on with it.
 */
function addressOf(folder: string): string {
  const name = `${createHash('sha256').update(folder).digest('hex').slice(0, 20)}-${process.pid}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\netwright-${name}`;
  const sockets = socketFolder();
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  return join(sockets, `${name}.sock`);
}

/** What `engine.json` says now; `null` where there is none. */
function readEndpoint(file: string): Endpoint | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Endpoint;
  } catch {
    return null;
  }
}

/** Takes away the socket that a killed engine has left behind; nothing that stands elsewhere, whatever the file says. */
function clearAfter(file: string): void {
  const before = readEndpoint(file);
  if (before === null || isAlive(before.pid) || dirname(before.address) !== socketFolder()) return;
  rmSync(before.address, { force: true });
}

const sameToken = (given: unknown, token: string) => {
  const a = createHash('sha256').update(String(given)).digest();
  return timingSafeEqual(a, createHash('sha256').update(token).digest());
};

export interface Service {
  readonly endpoint: Endpoint;
  /** Resolves when no client is connected any more. */
  idle(): Promise<void>;
  close(): void;
}

export async function serveRun(run: Run): Promise<Service> {
  const token = randomBytes(32).toString('base64url');
  const address = addressOf(run.folder);
  const file = join(run.folder, 'engine.json');
  clearAfter(file);
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clients.delete(socket);
      server.emit('client-left');
    });
    serveClient(socket, run, token);
  });
  if (process.platform !== 'win32') rmSync(address, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  // The run's own work keeps the process alive, not the socket.
  server.unref();
  const endpoint: Endpoint = { version: 1, address, pid: process.pid, token };
  writeAtomically(file, `${JSON.stringify(endpoint)}\n`, 0o600);
  return {
    endpoint,
    idle: () => (clients.size === 0 ? Promise.resolve() : emptied(server, clients)),
    close() {
      if (readEndpoint(file)?.token === token) rmSync(file, { force: true });
      server.close();
      for (const client of clients) client.destroy();
    },
  };
}

function emptied(server: Server, clients: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.on('client-left', () => {
      if (clients.size === 0) resolve();
    });
  });
}

function serveClient(socket: Socket, run: Run, token: string): void {
  const connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  let trusted = false;
  const off: (() => void)[] = [];
  const listen = <K extends 'record' | 'progress' | 'info'>(name: K, send: (value: never) => Promise<void>) => {
    // A client that leaves in the middle of a message is no fault of the run.
    const listener = (value: never) => void (async () => send(value))().catch(() => {});
    run.events.on(name, listener as never);
    off.push(() => run.events.off(name, listener as never));
  };
  const refuse = () => new ResponseError<void>(REFUSED, 'attach with the token of engine.json first');

  connection.onRequest(attach, ({ token: given }) => {
    if (!sameToken(given, token)) {
      // After the answer has gone out.
      setTimeout(() => socket.end(), REFUSAL_MS);
      throw refuse();
    }
    if (!trusted) {
      trusted = true;
      let last = 0;
      listen('record', (record) => connection.sendNotification(recordAdded, record));
      listen('info', (info) => connection.sendNotification(infoChanged, info));
      listen('progress', async (progress) => {
        const now = performance.now();
        if (now - last < PROGRESS_MS) return;
        last = now;
        await connection.sendNotification(progressChanged, progress);
      });
    }
    return { info: run.info, records: [...run.records], progress: run.progress };
  });
  connection.onRequest(stop, async () => {
    if (!trusted) throw refuse();
    await run.stop();
    return null;
  });
  connection.onError(() => socket.destroy());
  connection.onClose(() => {
    for (const remove of off) remove();
  });
  connection.listen();
}
