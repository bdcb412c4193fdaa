/** Asks pip what an installation would fetch, and the index how much that is. */
import { readFileSync } from 'node:fs';
import { BackendError } from '../backend.ts';
import { runChild } from './child.ts';
import type { TensorflowName } from './choice.ts';
import { OLDEST } from './find.ts';

/** The requirement that pip is given. */
export const requirement = (name: TensorflowName): string => {
  if (name === 'tensorflow-gpu') return `tensorflow[and-cuda]>=${OLDEST}`;
  // The package for the CPU alone is made for these only; elsewhere `tensorflow` is for the CPU.
  const small = process.platform === 'linux' && process.arch === 'x64';
  return `${small ? 'tensorflow-cpu' : 'tensorflow'}>=${OLDEST}`;
};

export interface Sizes {
  /** `tensorflow-cpu 2.21.0`, the first first. */
  readonly packages: readonly string[];
  readonly downloadBytes: number;
  readonly diskBytes: number;
  readonly measured: boolean;
}

const MB = 1e6;

/** Of TensorFlow 2.21.0 for Python 3.11 on Linux x64 and what it needs. */
const estimates: Readonly<Record<TensorflowName, { readonly downloadBytes: number; readonly diskBytes: number }>> = {
  tensorflow: { downloadBytes: 335 * MB, diskBytes: 1600 * MB },
  'tensorflow-gpu': { downloadBytes: 3500 * MB, diskBytes: 7500 * MB },
};

interface Report {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string };
    readonly download_info: { readonly url: string };
  }[];
}

const PATIENCE_MS = 10_000;

/** Bytes of a file of the index; `null` where it does not say. */
async function sizeOf(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = await fetch(url, { method: 'HEAD', signal: within });
    const length = Number(answer.headers.get('content-length'));
    return answer.ok && length > 0 ? length : null;
  } catch {
    return null;
  }
}

/** @throws BackendError where pip cannot get the packages: it says why. */
export async function askSizes(
  python: string,
  name: TensorflowName,
  { report, signal }: { readonly report: string; readonly signal: AbortSignal },
): Promise<Sizes> {
  const wanted = requirement(name);
  const options = ['--quiet', '--dry-run', '--ignore-installed', '--only-binary=:all:', '--report', report];
  const { code, said } = await runChild(python, ['-m', 'pip', 'install', ...options, wanted], { signal });
  if (code !== 0) throw new BackendError(`pip cannot get ${wanted}. ${reasonOf(said)}`);
  const { install } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const packages = install.map(({ metadata }) => `${metadata.name.replaceAll('_', '-')} ${metadata.version}`);
  const sizes = await Promise.all(install.map(({ download_info }) => sizeOf(download_info.url, signal)));
  signal.throwIfAborted();
  const estimate = estimates[name];
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (sizes.includes(null) || total === 0) return { packages, ...estimate, measured: false };
  // Unpacked, the wheels grow as those did that were measured.
  const diskBytes = Math.round((total * estimate.diskBytes) / estimate.downloadBytes);
  return { packages, downloadBytes: total, diskBytes, measured: true };
}

/** What pip said, in one line: its last error, which follows warnings and what was tried. */
export function reasonOf(said: string): string {
  const lines = said.split('\n').map((line) => line.trim());
  const error = lines.findLast((line) => line.startsWith('ERROR: '))?.slice('ERROR: '.length);
  return error ?? lines.findLast((line) => line !== '') ?? 'It said nothing.';
}
