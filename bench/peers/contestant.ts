/** A contestant that runs: its process, asked for steps and waited for. While it is not asked it sleeps. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Launch } from './contestants.ts';
import type { Absent, Ready, Request, Setup, Times } from './protocol.ts';

/** A contestant cannot run this net here, or ended before its time; the message says why. */
export class AbsentError extends Error {
  override readonly name = 'AbsentError';
  readonly absence: Absent;

  constructor(absence: Absent) {
    super(absence.absent);
    this.absence = absence;
  }
}

const KEPT_LINES = 5;

export class Contestant {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<void>;
  /** The last lines on stderr. */
  readonly #said: string[] = [];
  #failure: Absent | null = null;

  private constructor({ command, args, env }: Launch) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'pipe' });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      this.#said.push(line);
      if (this.#said.length > KEPT_LINES) this.#said.shift();
    });
    // Writing to one that has ended is answered by its end.
    this.#child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#failure = { absent: `It does not start: ${error.message}.`, missing: true };
        resolve();
      });
      this.#child.on('close', (code, signal) => {
        this.#failure ??= { absent: `It ended with ${signal ?? code}. ${this.#said.join(' ')}`.trim() };
        resolve();
      });
    });
  }

  /** Resolves when it has built its network. @throws AbsentError */
  static async start(launch: Launch, setup: Setup): Promise<{ contestant: Contestant; ready: Ready }> {
    const contestant = new Contestant(launch);
    const answer = await contestant.#ask<Ready | Absent>(setup);
    if ('absent' in answer) {
      await contestant.stop();
      throw new AbsentError(answer);
    }
    return { contestant, ready: answer };
  }

  /** @throws AbsentError when the process ends instead. */
  async #ask<Answer>(message: Setup | Request): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) break;
      // Libraries greet on stdout too.
      if (value.startsWith('{')) return JSON.parse(value) as Answer;
    }
    await this.#ended;
    throw new AbsentError(this.#failure ?? { absent: 'It ended.' });
  }

  /** @throws AbsentError when the process ends. */
  run(steps: number): Promise<Times> {
    return this.#ask<Times>({ steps });
  }

  /** Bytes that its process has held in memory at most; `null` where the system has no /proc. */
  peakMemory(): number | null {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
      return kibibytes === undefined ? null : 1024 * Number(kibibytes);
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }
}
