/**
 * A private Python environment with TensorFlow, for who has none: made beside its place and moved there when it is whole,
 * so that a cancelled or failed installation leaves nothing.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SetupEvent } from '../../protocol/setup.ts';
import { BackendError } from '../backend.ts';
import { runChild } from './child.ts';
import { environmentFolder, environmentsFolder, pythonOf, type TensorflowName } from './choice.ts';
import { askSizes, reasonOf, requirement } from './packages.ts';

export type Say = (event: SetupEvent) => void;

export interface EnvironmentOptions {
  readonly name: TensorflowName;
  /** The interpreter to make it with. */
  readonly python: string;
  readonly signal: AbortSignal;
  /** Tell the plan and stop. */
  readonly dryRun: boolean;
  readonly say: Say;
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What a setup that was killed left behind. */
function sweep(): void {
  if (!existsSync(environmentsFolder())) return;
  for (const entry of readdirSync(environmentsFolder())) {
    const pid = /\.making-(\d+)$/.exec(entry)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(environmentsFolder(), entry), { recursive: true, force: true });
  }
}

/** Gives the interpreter of the environment; `null` after a dry run. @throws BackendError, AbortError */
export async function makeEnvironment(options: EnvironmentOptions): Promise<string | null> {
  const target = environmentFolder(options.name);
  mkdirSync(environmentsFolder(), { recursive: true });
  sweep();
  const making = join(environmentsFolder(), `${basename(target)}.making-${process.pid}`);
  try {
    if (!(await fill(making, target, options))) return null;
    rmSync(target, { recursive: true, force: true });
    renameSync(making, target);
    return pythonOf(target);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function fill(making: string, target: string, options: EnvironmentOptions): Promise<boolean> {
  const { name, python, signal, dryRun, say } = options;
  say({
    type: 'progress',
    phase: 'environment',
    text: `Making an environment with ${python}`,
    done: null,
    total: null,
  });
  const venv = await runChild(python, ['-m', 'venv', making], { signal });
  if (venv.code !== 0) {
    throw new BackendError(`${python} cannot make an environment. ${reasonOf(venv.said)}`, {
      remedy: process.platform === 'linux' ? 'On Debian and Ubuntu: apt install python3-venv.' : undefined,
    });
  }
  const own = pythonOf(making);
  // A pip that shows its progress in numbers. Without one the setup goes on and shows less.
  await runChild(own, ['-m', 'pip', 'install', '--quiet', '--upgrade', 'pip'], { signal });
  const sizes = await askSizes(own, name, { report: join(making, 'report.json'), signal });
  say({ type: 'plan', folder: target, python, ...sizes });
  if (dryRun) return false;
  checkSpace(sizes.diskBytes + sizes.downloadBytes);
  await install(own, sizes.downloadBytes, options);
  return true;
}

function checkSpace(needed: number): void {
  const { bavail, bsize } = statfsSync(environmentsFolder());
  const free = bavail * bsize;
  if (free >= needed) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new BackendError(
    `${gigabytes(free)} are free where ${environmentsFolder()} is, and ${gigabytes(needed)} are needed for the time of the installation.`,
    { remedy: 'Make room, or set XDG_DATA_HOME to a folder on a larger disk.' },
  );
}

async function install(python: string, totalBytes: number, { name, signal, say }: EnvironmentOptions): Promise<void> {
  const raw = await runChild(python, ['-m', 'pip', 'install', '--progress-bar', 'raw', '--help'], { signal });
  const args = ['-m', 'pip', 'install', '--no-cache-dir', '--only-binary=:all:'];
  args.push('--progress-bar', raw.code === 0 ? 'raw' : 'off', requirement(name));
  const meter = new Meter(totalBytes, say);
  const { code, said } = await runChild(python, args, { signal, line: (text) => meter.read(text) });
  if (code !== 0) throw new BackendError(`pip does not install ${requirement(name)}. ${reasonOf(said)}`);
}

/** At most so often is progress told. */
const INTERVAL_MS = 200;

/** Reads pip's output as progress. */
export class Meter {
  readonly #total: number;
  readonly #say: Say;
  #text = '';
  #finished = 0;
  #current = 0;
  #last = 0;

  constructor(total: number, say: Say) {
    this.#total = total;
    this.#say = say;
  }

  read(line: string): void {
    const file = /^\s*Downloading (\S+)(?: \((.+)\))?/.exec(line);
    const bytes = /^Progress (\d+) of \d+/.exec(line);
    if (file !== null) {
      this.#finished += this.#current;
      this.#current = 0;
      const [name = ''] = file[1]?.split('/').at(-1)?.split('-') ?? [];
      this.#text = `${name.replaceAll('_', '-')}${file[2] === undefined ? '' : ` (${file[2]})`}`;
      this.#tell(0);
    } else if (bytes !== null) {
      this.#current = Number(bytes[1]);
      this.#tell(INTERVAL_MS);
    } else if (/^Installing collected packages/.test(line)) {
      const text = 'Unpacking the packages';
      this.#say({ type: 'progress', phase: 'install', text, done: null, total: null });
    }
  }

  #tell(interval: number): void {
    const now = performance.now();
    if (now - this.#last < interval) return;
    this.#last = now;
    const done = this.#finished + this.#current;
    this.#say({ type: 'progress', phase: 'download', text: this.#text, done, total: Math.max(this.#total, done) });
  }
}
