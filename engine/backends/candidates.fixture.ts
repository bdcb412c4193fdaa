/** The backends that tests compare with the reference: those that work on this machine, the others with the reason. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../protocol/job.ts';
import type { Backend } from './backend.ts';
import { openCpu } from './cpu/backend.ts';
import { openBackend } from './open.ts';
import { probe } from './probe.ts';
import type { Runtime } from './runtime.ts';
import { tfjsRuntime } from './tfjs/runtime.ts';

type Native = Exclude<BackendName, 'reference'>;

export interface Candidate {
  readonly name: Native;
  /** Why it is not tested here; `null` where it is. */
  readonly reason: string | null;
  /** A software renderer takes seconds for what the others do in milliseconds. */
  readonly slow: boolean;
}

async function candidate(name: Native): Promise<Candidate> {
  const result = await probe({ backend: name, allowSoftware: true });
  if ('reason' in result) return { name, reason: result.reason, slow: false };
  return { name, reason: null, slow: /swiftshader|llvmpipe|lavapipe/i.test(result.device) };
}

/** Asked one after the other: a probe must not wait for another one's processor. */
export async function findCandidates(): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const name of ['cpu', 'tensorflow-gpu', 'tensorflow', 'webgpu'] as const) {
    const onGpu = found.some((other) => other.name === 'tensorflow-gpu' && other.reason === null);
    if (name === 'tensorflow' && onGpu) {
      const reason = 'A process has one TensorFlow, and here it is compared on the GPU.';
      found.push({ name, reason, slow: false });
    } else found.push(await candidate(name));
  }
  return found;
}

/** For code that only hands tensors on. */
// biome-ignore lint/suspicious/noExplicitAny: what a tensor is differs from backend to backend
export type AnyRuntime = Runtime<any>;

export async function openCandidate(name: Native): Promise<{ backend: Backend; runtime: AnyRuntime }> {
  if (name === 'cpu') {
    const backend = await openCpu();
    return { backend, runtime: backend.runtime };
  }
  return { backend: await openBackend(name, { allowSoftware: true }), runtime: tfjsRuntime(tf) };
}
