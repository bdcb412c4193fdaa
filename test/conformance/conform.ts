/** TensorFlow.js's own tests on one backend, held against the list of what is known not to pass on it. */
import assert from 'node:assert/strict';
import type { BackendName } from '../../engine/protocol/job.ts';
import { compareWithKnown, type Difference, readKnown } from './known.ts';
import { runSuite } from './run-suite.ts';
import type { SuiteResult } from './suite.ts';

/** How many specs tfjs-core 4.22 has, and without those that read a tensor at once: a run that loses some is no run. */
const SPECS = 4225;
const READ_LATER = 4166;

export interface Conformance {
  /** `SwiftShader through WebGPU: 4033 pass, 133 fail` */
  readonly summary: string;
  readonly difference: Difference;
  /** Where kernels of ours are tested. */
  readonly kernels: {
    /** `kernels: 9000 runs of ours, 120 of slower ones: Select 60, Cast 60` */
    readonly summary: string;
    /** Those of ours that no spec has run. */
    readonly untested: readonly string[];
  } | null;
}

function kernelsOf({ runs }: SuiteResult): Conformance['kernels'] {
  if (runs === null) return null;
  const total = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  const slower = Object.entries(runs.slower).sort(([, a], [, b]) => b - a);
  const list = slower.map(([name, count]) => `${name} ${count}`).join(', ');
  return {
    summary: `kernels: ${total(runs.own)} runs of ours, ${total(runs.slower)} of slower ones: ${list}`,
    untested: Object.keys(runs.own).filter((name) => runs.own[name] === 0),
  };
}

/** The suite has to be bundled before. */
export async function conform(name: BackendName): Promise<Conformance> {
  const result = await runSuite(name);
  const { passed, failed, device } = result;
  assert.equal(passed.length + failed.length, name === 'webgpu' ? READ_LATER : SPECS);
  const reasons = new Map(failed.map(({ spec, reason }) => [spec, reason]));
  return {
    summary: `${device}: ${passed.length} pass, ${failed.length} fail`,
    difference: compareWithKnown(readKnown(name), { passed, failed: reasons }),
    kernels: kernelsOf(result),
  };
}
