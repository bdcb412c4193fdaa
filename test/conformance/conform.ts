/** TensorFlow.js's own tests on one backend, held against the list of what is known not to pass on it. */
import assert from 'node:assert/strict';
import type { BackendName } from '../../engine/protocol/job.ts';
import { compareWithKnown, type Difference, readKnown } from './known.ts';
import { runSuite } from './run-suite.ts';

/** How many specs tfjs-core 4.22 has, and without those that read a tensor at once: a run that loses some is no run. */
const SPECS = 4225;
const READ_LATER = 4166;

export interface Conformance {
  /** `SwiftShader through WebGPU: 4033 pass, 133 fail` */
  readonly summary: string;
  readonly difference: Difference;
}

/** The suite has to be bundled before. */
export async function conform(name: BackendName): Promise<Conformance> {
  const { passed, failed, device } = await runSuite(name);
  assert.equal(passed.length + failed.length, name === 'webgpu' ? READ_LATER : SPECS);
  const reasons = new Map(failed.map(({ spec, reason }) => [spec, reason]));
  return {
    summary: `${device}: ${passed.length} pass, ${failed.length} fail`,
    difference: compareWithKnown(readKnown(name), { passed, failed: reasons }),
  };
}
