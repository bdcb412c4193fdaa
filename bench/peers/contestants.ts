/** Who is measured: the command that starts each, and what it needs in its environment. */
import { join } from 'node:path';
import { type Absent, STOCK_WASM } from './protocol.ts';
import { hasTensorflow, INSTALL, PYTHON_VARIABLE, tensorflowFolders, torchPython } from './python.ts';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Entry {
  readonly title: string;
  /** How many it has whatever the others have. */
  readonly threads?: number;
  /** The way to get it, where it is no part of Netwright. */
  readonly remedy?: string;
  /** How to start it with so many threads, or why it cannot be. */
  launch(threads: number): Launch | Absent;
}

const engine = (backend: string, env: Launch['env'] = {}): Launch => ({
  command: process.execPath,
  args: [join(import.meta.dirname, 'worker.ts'), backend],
  env,
});

function pytorch(threads: number, env: Launch['env'] = {}): ReturnType<Entry['launch']> {
  const command = torchPython();
  if (command === null) return { absent: 'There is no PyTorch here.', missing: true };
  const args = [join(import.meta.dirname, 'pytorch', 'worker.py')];
  return { command, args, env: { OMP_NUM_THREADS: `${threads}`, ...env } };
}

const torchRemedy = `${INSTALL} -- pytorch gets it, or ${PYTHON_VARIABLE} names a Python that has torch and torchvision.`;

/** As TensorFlow comes: for runs that repeat exactly the engine asks it for slower kernels. */
const asItComes = { TF_DETERMINISTIC_OPS: '0', TF_ENABLE_ONEDNN_OPTS: '1' };

export const OURS = 'cpu';

export const contestants = {
  [OURS]: { title: 'Netwright cpu', launch: () => engine(OURS) },
  'cpu-1': { title: 'Netwright cpu, 1 thread', threads: 1, launch: () => engine(OURS) },
  [STOCK_WASM]: { title: 'TensorFlow.js WASM', launch: () => engine(STOCK_WASM) },
  tensorflow: {
    title: 'tfjs-node over TensorFlow',
    remedy: `${INSTALL} -- tensorflow gets it.`,
    launch: () => engine('tensorflow', { ...asItComes, ...(hasTensorflow() ? tensorflowFolders() : {}) }),
  },
  'pytorch-avx2': {
    title: 'PyTorch held to AVX2',
    remedy: torchRemedy,
    launch: (threads) => pytorch(threads, { ATEN_CPU_CAPABILITY: 'avx2', ONEDNN_MAX_CPU_ISA: 'AVX2' }),
  },
  pytorch: { title: 'PyTorch', remedy: torchRemedy, launch: (threads) => pytorch(threads) },
} as const satisfies Readonly<Record<string, Entry>>;

export type ContestantName = keyof typeof contestants;

/** All but ours. */
export const peerNames = (Object.keys(contestants) as ContestantName[]).filter((name) => name !== OURS);

/** Those that have as many threads as ours. */
export const usualPeers = peerNames.filter((name) => !('threads' in contestants[name]));
