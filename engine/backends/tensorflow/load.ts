/**
 * Loads native TensorFlow through `@tensorflow/tfjs-node` or `@tensorflow/tfjs-node-gpu`. The packages are optional,
 * and what counts is whether their native binding loads. `NETWRIGHT_TFJS_NODE` names the folder of such a package to
 * take instead of the installed one, for a binding that was built elsewhere.
 */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import util from 'node:util';
import { BackendError } from '../backend.ts';
import type { Tf } from '../tfjs/tf.ts';

export const packages = { tensorflow: '@tensorflow/tfjs-node', 'tensorflow-gpu': '@tensorflow/tfjs-node-gpu' } as const;

/** The instance of TensorFlow.js inside the package, which is not the bundled one. */
export interface TensorflowModule extends Tf {
  readonly version: Readonly<Record<string, string>>;
}

const HOW = 'docs/backends.md says how to give it one';

/** @throws BackendError in the words for a person who wonders why TensorFlow is not used. */
export function loadTensorflow(
  name: keyof typeof packages,
  threads: number = availableParallelism(),
): TensorflowModule {
  const require = createRequire(import.meta.url);
  const folder = process.env.NETWRIGHT_TFJS_NODE ?? '';
  const shown = folder === '' ? packages[name] : folder;
  const target = folder === '' ? packages[name] : join(folder, 'dist', 'index.js');
  try {
    require.resolve(target);
  } catch {
    throw new BackendError(`${shown} is not installed; it is an optional package.`);
  }
  setEnvironment(threads);
  restoreUtil();
  try {
    return require(target) as TensorflowModule;
  } catch (error) {
    throw new BackendError(explain(shown, error instanceof Error ? error.message : String(error)));
  }
}

/** TensorFlow reads these once, when it is loaded. */
function setEnvironment(threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Repeat and resume are exact only with its deterministic kernels.
  process.env.TF_DETERMINISTIC_OPS ??= '1';
  // In TensorFlow 2.21 oneDNN's convolution returns memory never written where strides differ and one output column is
  // left (`conv(1, (4, 2), stride=(1, 3))` on 8×4); without it a ConvNet takes about a seventh longer.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  process.env.TF_NUM_INTRAOP_THREADS = `${threads}`;
}

/** The packages call functions that Node 23 took away. */
function restoreUtil(): void {
  const gone = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
    isString: (value: unknown) => typeof value === 'string',
  };
  for (const [name, value] of Object.entries(gone)) Object.defineProperty(util, name, { value, configurable: true });
}

function explain(shown: string, message: string): string {
  if (/tfjs_binding\.node|native addon/i.test(message)) return `${shown} has no native binding here; ${HOW}.`;
  const library = /^(libtensorflow\S+?): cannot open shared object file/.exec(message)?.[1];
  if (library !== undefined)
    return `The native binding of ${shown} does not find TensorFlow's ${library}; put its folder on LD_LIBRARY_PATH.`;
  return `${shown} does not load: ${message.split('\n')[0]}`;
}
