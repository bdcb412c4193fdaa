/**
 * Loads native TensorFlow into this process: the libraries that a Python environment has, the binding over them, and the
 * kernels of `@tensorflow/tfjs-node`, registered with the one tfjs-core of this process as the backend `tensorflow`.
 */
import { constants } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend.ts';
import { findBinding } from './binding.ts';
import type { TensorflowName } from './choice.ts';
import { findTensorflow } from './find.ts';
import { libraryNames } from './libraries.ts';
import type { PythonTensorflow } from './python.ts';
import { restoreStandIns } from './stand-ins.ts';

export interface Loaded {
  readonly name: TensorflowName;
  readonly tensorflow: PythonTensorflow;
  /** Of the library itself. */
  readonly version: string;
  /** Whether TensorFlow put the backend onto a GPU. */
  readonly gpu: boolean;
}

interface Binding {
  readonly TF_Version: string;
  isUsingGpuDevice(): boolean;
}

const setup = (name: TensorflowName) => `netwright setup tensorflow${name === 'tensorflow-gpu' ? ' --gpu' : ''}`;

/** A process loads one TensorFlow, once. */
let loaded: Loaded | null = null;

/** @throws BackendError in the words for a person who wonders why TensorFlow is not used. */
export async function loadTensorflow(name: TensorflowName, threads: number): Promise<Loaded> {
  if (loaded !== null) {
    if (loaded.name === name) return loaded;
    throw new BackendError(`This process has loaded ${loaded.name} already, and a process has one TensorFlow.`);
  }
  const { found, passedOver } = await findTensorflow(name);
  if (found === null) {
    const reasons = passedOver.map(({ reason }) => reason);
    throw new BackendError(`No TensorFlow that will do is found. ${reasons.join(' ')}`, { remedy: setup(name) });
  }
  const bindingPath = findBinding(tf.version_core);
  if (bindingPath === null) {
    const shown = `TensorFlow ${found.version} is in ${found.folder}`;
    throw new BackendError(`${shown}, but the binding to it is not compiled for ${process.platform}-${process.arch}.`, {
      remedy: setup(name),
    });
  }
  setEnvironment(name, threads);
  restoreStandIns();
  for (const library of libraryNames() ?? []) holdLibrary(join(found.folder, library));
  const binding = loadBinding(bindingPath);
  await registerBackend(binding);
  loaded = { name, tensorflow: found, version: binding.TF_Version, gpu: binding.isUsingGpuDevice() };
  return loaded;
}

/** TensorFlow reads these once, when it is loaded. */
function setEnvironment(name: TensorflowName, threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Repeat and resume are exact only with its deterministic kernels.
  process.env.TF_DETERMINISTIC_OPS ??= '1';
  // In TensorFlow 2.21 oneDNN's convolution returns memory never written where strides differ and one output column is
  // left (`conv(1, (4, 2), stride=(1, 3))` on 8×4); without it a ConvNet takes about a seventh longer.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  process.env.TF_NUM_INTRAOP_THREADS = `${threads}`;
  // The binding takes a GPU wherever TensorFlow shows one.
  if (name === 'tensorflow') process.env.CUDA_VISIBLE_DEVICES = '-1';
}

/** glibc's and macOS's RTLD_NODELETE, which Node does not name. */
const NO_DELETE = process.platform === 'darwin' ? 0x80 : 0x1000;

/**
 * Loads a library that is no addon and keeps it, so that the binding finds it under its name without any search path:
 * the library path of a process cannot be changed once it runs, and a training from the command line is in the process
 * that the person started. Node refuses it afterwards, as it must.
 */
function holdLibrary(path: string): void {
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_NOW | NO_DELETE);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/did not self-register/.test(message)) throw new BackendError(`${path} does not load: ${firstLine(message)}.`);
  }
}

function loadBinding(path: string): Binding {
  const addon: { exports: Partial<Binding> } = { exports: {} };
  try {
    process.dlopen(addon, path);
  } catch (error) {
    throw new BackendError(`The binding ${path} does not load: ${firstLine((error as Error).message)}.`);
  }
  return addon.exports as Binding;
}

async function registerBackend(binding: Binding): Promise<void> {
  try {
    const { NodeJSKernelBackend } = await import('@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js');
    await import('@tensorflow/tfjs-node/dist/register_all_kernels.js');
    tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node'), 0);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BackendError(
      code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
        ? 'This build of Netwright has no backend for TensorFlow: the optional package @tensorflow/tfjs-node was not installed.'
        : `The backend for TensorFlow does not load: ${firstLine(message)}.`,
    );
  }
}

const firstLine = (text: string) => text.split('\n')[0]?.replace(/\.$/, '') ?? '';
