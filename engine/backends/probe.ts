/** Tries a backend in a process of its own, so that a driver that crashes or hangs takes nothing along. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BackendName } from '../protocol/job.ts';
import type { Backend } from './backend.ts';
import type { SelfTest } from './tensorflow/self-test.ts';

export interface ProbePassed extends Pick<Backend, 'device' | 'gpu' | 'versions'> {
  /** Of the backends that have one. */
  readonly selfTest?: SelfTest;
}

export interface ProbeFailed {
  readonly reason: string;
  /** The way to get it, where there is one. */
  readonly remedy?: string;
}

export type ProbeResult = ProbePassed | ProbeFailed;

export interface ProbeRequest {
  readonly backend: BackendName;
  readonly allowSoftware: boolean;
  /** Whether to run the self-test although it has passed before. */
  readonly selfTest?: boolean;
}

export interface ProbeProcess {
  /** The module that answers; default: from source the file beside this one, from a bundle the bundle beside it. */
  readonly entry?: URL;
  /** Its environment; default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default: a minute. A GPU's driver may take seconds to compile its first kernels; more than this and it hangs. */
  readonly patienceMs?: number;
}

const answers = () => new URL(import.meta.url.endsWith('.ts') ? './probe-main.ts' : './probe.mjs', import.meta.url);

/** What it wrote last, Node's own stack trace of a crash left out. */
function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^(-{4}.*|\s*\d+: .*)$/.test(line));
  return lines.at(-1)?.trim() ?? '';
}

export function probe(
  request: ProbeRequest,
  { entry = answers(), env = process.env, patienceMs = 60_000 }: ProbeProcess = {},
): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(entry), [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], env });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(0, 10_000);
    });
    const end = (result: ProbeResult) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      resolve(result);
    };
    const timer = setTimeout(() => end({ reason: `It did not answer within ${patienceMs / 1000} s.` }), patienceMs);
    child.on('message', (result: ProbeResult) => end(result));
    child.on('error', (error) => end({ reason: `Its test process did not start: ${error.message}.` }));
    // Not 'exit': what it wrote last may still be on its way.
    child.on('close', (code, signal) => {
      const words = lastLine(stderr);
      end({ reason: `Its test process ended with ${signal ?? `code ${code}`}${words === '' ? '' : `: ${words}`}.` });
    });
    child.send(request);
  });
}
