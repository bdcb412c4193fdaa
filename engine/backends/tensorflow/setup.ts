/**
 * `netwright setup tensorflow`: finds a TensorFlow or makes a private environment with one, sees that the binding is
 * there, tests the whole in a process of its own, and remembers the choice. What fails or is cancelled leaves nothing.
 */
import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type { SetupDone } from '../../protocol/setup.ts';
import { BackendError } from '../backend.ts';
import { probe } from '../probe.ts';
import { cachedBinding, compileBinding, findBinding } from './binding.ts';
import { type TensorflowName, writeChoice } from './choice.ts';
import { makeEnvironment, type Say } from './environment.ts';
import { type FindOptions, findTensorflow, PYTHON_VARIABLE, refusal, type Search } from './find.ts';
import { libraryNames } from './libraries.ts';
import { askPython, type PythonTensorflow } from './python.ts';

export interface SetupOptions extends FindOptions {
  readonly name: TensorflowName;
  readonly signal: AbortSignal;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
  readonly say: Say;
}

/** Gives `null` after a dry run. @throws BackendError, AbortError */
export async function setUpTensorflow(options: SetupOptions): Promise<SetupDone | null> {
  const { name, signal, dryRun, say } = options;
  if (libraryNames() === null)
    throw new BackendError(
      `On ${process.platform} the Python package of TensorFlow has no libraries to link a binding with.`,
      {
        remedy: 'WebGPU needs nothing installed; under WSL the Linux packages work.',
      },
    );
  if (name === 'tensorflow-gpu') requireGpu();
  const found = await provideTensorflow(options);
  if (found === null || dryRun) return null;
  signal.throwIfAborted();
  await provideBinding(found, options);
  const tested = await test(found, options);
  writeChoice(name, found.python);
  const done: SetupDone = { type: 'done', backend: name, python: found.python, folder: found.folder, ...tested };
  say(done);
  return done;
}

/** Before gigabytes are fetched that would be of no use. */
function requireGpu(): void {
  const driver = '/proc/driver/nvidia/version';
  if (process.platform !== 'linux' || existsSync(driver) || existsSync('/dev/dxg')) return;
  throw new BackendError(
    `There is no NVIDIA driver here (no ${driver}), so TensorFlow would see no GPU. Nothing was fetched.`,
    {
      remedy: 'Install the driver of the GPU, or set up TensorFlow for the CPU: netwright setup tensorflow.',
    },
  );
}

/** One in the person's Pythons, or in the environment that an earlier setup made, or a new one. */
async function provideTensorflow(options: SetupOptions): Promise<PythonTensorflow | null> {
  const { name, signal, dryRun, say } = options;
  const search = await findTensorflow(name, options);
  for (const { python, reason } of search.passedOver) say({ type: 'passedOver', python, reason });
  const found =
    search.found ?? (await made(await makeEnvironment({ name, python: base(search), signal, dryRun, say }), name));
  if (found !== null) say({ type: 'found', python: found.python, folder: found.folder, version: found.version });
  return found;
}

/** The interpreter to make an environment with. */
function base({ pythons, passedOver }: Search): string {
  const [first] = pythons;
  if (first !== undefined) return first.python;
  throw new BackendError(
    `There is no Python to make an environment with. ${passedOver.map(({ reason }) => reason).join(' ')}`,
    {
      remedy: 'Install Python 3 (on Debian and Ubuntu: apt install python3-venv), or name one with --python.',
    },
  );
}

async function made(python: string | null, name: TensorflowName): Promise<PythonTensorflow | null> {
  if (python === null) return null;
  const { tensorflow } = await askPython(python);
  const reason = tensorflow === null ? 'it has no TensorFlow.' : refusal(name, tensorflow);
  if (tensorflow === null || reason !== null) throw new BackendError(`The new environment will not do: ${reason}`);
  return tensorflow;
}

async function provideBinding({ folder }: PythonTensorflow, { signal, say }: SetupOptions): Promise<void> {
  if (findBinding(tf.version_core) !== null) return;
  const text = 'Compiling the binding, about 15 s';
  say({ type: 'progress', phase: 'compile', text, done: null, total: null });
  await compileBinding(folder, cachedBinding(tf.version_core), signal);
}

/** Loading the libraries of a GPU for the first time takes long. */
const PATIENCE_MS = 180_000;

async function test({ python }: PythonTensorflow, { name, say }: SetupOptions) {
  say({ type: 'progress', phase: 'test', text: 'Training ten steps and comparing with cpu', done: null, total: null });
  const result = await probe(
    { backend: name, allowSoftware: false, selfTest: true },
    { env: { ...process.env, [PYTHON_VARIABLE]: python }, patienceMs: PATIENCE_MS },
  );
  if ('reason' in result) throw new BackendError(result.reason, result);
  const { device, gpu, versions, selfTest } = result;
  if (selfTest === undefined) throw new BackendError('The self-test did not run.');
  return { device, gpu, versions, selfTest };
}
