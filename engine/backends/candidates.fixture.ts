/** The backends that tests compare with the reference: those that work on this machine, the others with the reason. */
import * as bundled from '@tensorflow/tfjs-core';
import type { BackendName } from '../protocol/job.ts';
import { openBackend } from './open.ts';
import { probe } from './probe.ts';
import { loadTensorflow } from './tensorflow/load.ts';
import type { Tf } from './tfjs/tf.ts';

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
  for (const name of ['cpu', 'tensorflow', 'tensorflow-gpu', 'webgpu'] as const) found.push(await candidate(name));
  return found;
}

/** Opens it and gives the instance of TensorFlow.js that it runs on. */
export async function openCandidate(name: Native) {
  const backend = await openBackend(name, { allowSoftware: true });
  const tf: Tf = name === 'tensorflow' || name === 'tensorflow-gpu' ? loadTensorflow(name) : bundled;
  return { backend, tf };
}
