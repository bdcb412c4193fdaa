/**
 * Any GPU through WebGPU: TensorFlow.js over Dawn, which the optional npm package `webgpu` brings to Node. A software
 * adapter computes correctly and very slowly, so it is used only when asked for.
 */
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { productOn } from '../../neighbors/product.ts';
import { PlannedNetwork } from '../../network/planned-network.ts';
import { type Backend, BackendError } from '../backend.ts';
import { startBackend, stopBackend } from '../tfjs/bundled.ts';
import { tfjsRuntime } from '../tfjs/runtime.ts';

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

interface Gpu {
  requestAdapter(options?: object): Promise<{ readonly info: AdapterInfo } | null>;
}

interface Dawn {
  create(options: readonly string[]): Gpu;
  readonly globals: object;
}

function gpu(): Gpu {
  const require = createRequire(import.meta.url);
  let dawn: Dawn;
  try {
    dawn = require('webgpu') as Dawn;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'MODULE_NOT_FOUND') throw new BackendError('The optional package webgpu is not installed.');
    throw new BackendError(
      `The package webgpu does not load: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
  }
  Object.assign(globalThis, dawn.globals);
  const found = dawn.create([]);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: found, configurable: true });
  return found;
}

const software = ({ vendor, architecture, device, description }: AdapterInfo) =>
  /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(`${vendor} ${architecture} ${device} ${description}`);

export async function openWebgpu(options: { readonly allowSoftware: boolean }): Promise<Backend> {
  const adapter = await gpu().requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    const linux =
      process.platform === 'linux' ? '; it needs a Vulkan driver and the Vulkan loader, libvulkan.so.1' : '';
    throw new BackendError(`WebGPU finds no GPU here${linux}.`);
  }
  const { info } = adapter;
  const name = [info.description || info.device, info.vendor].filter((part) => part !== '').join(', ');
  if ((info.isFallbackAdapter === true || software(info)) && !options.allowSoftware) {
    throw new BackendError(
      `WebGPU finds only a software renderer (${name}), which is slower than the CPU; --backend webgpu uses it all the same.`,
    );
  }
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await startBackend('webgpu'))) throw new BackendError(`TensorFlow.js cannot use the GPU ${name}.`);
  const runtime = tfjsRuntime(tf);
  return {
    name: 'webgpu',
    device: `${name} through WebGPU`,
    gpu: !(info.isFallbackAdapter === true || software(info)),
    threads: 0,
    versions: { tfjs: tf.version_core },
    createNetwork: async (networkOptions) => new PlannedNetwork(runtime, networkOptions),
    product: productOn(runtime),
    dispose: async () => stopBackend('webgpu'),
  };
}
