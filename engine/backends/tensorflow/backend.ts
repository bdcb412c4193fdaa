/**
 * Native TensorFlow through `@tensorflow/tfjs-node` or `@tensorflow/tfjs-node-gpu`. The packages are optional; what
 * counts is whether their native binding loads. `NETWRIGHT_TFJS_NODE` names the folder of a package to use instead of
 * the installed one, for a binding built elsewhere.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { type Backend, BackendError } from '../backend.ts';
import { tfjsRuntime } from '../tfjs/runtime.ts';
import type { Tf } from '../tfjs/tf.ts';

type NodeBackend = { readonly isUsingGpuDevice?: boolean };
type TfNode = Tf & { readonly version: Readonly<Record<string, string>> };

const packages = { tensorflow: '@tensorflow/tfjs-node', 'tensorflow-gpu': '@tensorflow/tfjs-node-gpu' } as const;

/** The packages call functions that Node 23 took away and earlier ones warn of. */
function restoreUtil(): void {
  const old = util as unknown as Record<string, unknown>;
  old.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  old.isArray = Array.isArray;
  old.isString = (value: unknown) => typeof value === 'string';
}

function load(name: keyof typeof packages): TfNode {
  const require = createRequire(import.meta.url);
  const folder = process.env.NETWRIGHT_TFJS_NODE;
  const target = folder === undefined || folder === '' ? packages[name] : join(folder, 'dist', 'index.js');
  try {
    require.resolve(target);
  } catch {
    throw new BackendError(`${target} is not installed; it is an optional package.`);
  }
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Repeat and resume are exact only with TensorFlow's deterministic kernels.
  process.env.TF_DETERMINISTIC_OPS ??= '1';
  restoreUtil();
  try {
    return require(target) as TfNode;
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split('\n');
    const missing = /tfjs_binding\.node|native addon/i.test(String(error));
    throw new BackendError(
      missing
        ? `${packages[name]} has no native binding here; docs/backends.md says how to give it one.`
        : `${packages[name]} does not load: ${first}`,
    );
  }
}

export async function openTensorflow(name: keyof typeof packages): Promise<Backend> {
  const tf = load(name);
  await tf.ready();
  if (tf.getBackend() !== 'tensorflow')
    throw new BackendError(`${packages[name]} loaded but did not become the backend.`);
  const gpu = (tf.backend() as NodeBackend).isUsingGpuDevice === true;
  if (name === 'tensorflow-gpu' && !gpu)
    throw new BackendError('TensorFlow is there but sees no GPU: it would compute on the CPU.');
  const runtime = tfjsRuntime(tf);
  return {
    name,
    device: gpu ? 'TensorFlow on a GPU' : 'TensorFlow on the CPU',
    threads: 0,
    versions: { 'tfjs-node': tf.version['tfjs-core'] ?? tf.version_core },
    createNetwork: async (options) => new PlannedNetwork(runtime, options),
    dispose: async () => {},
  };
}
