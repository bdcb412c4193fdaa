/** Losses and whole steps of learning against PyTorch, on the reference and on the backend that is always there. */
import assert from 'node:assert/strict';
import type { Backend } from '../../engine/backends/backend.ts';
import { type CpuBackend, openCpu } from '../../engine/backends/cpu/backend.ts';
import { referenceBackend } from '../../engine/backends/reference/backend.ts';
import { referenceRuntime } from '../../engine/backends/reference/runtime.ts';
import { assertMet, type Comparison, exact, single } from './comparison.fixture.ts';
import { inWords, learning, type TrainingCase } from './learning.fixture.ts';
import { judge, passesOf, stepsOf } from './learning-run.fixture.ts';

const titleOf = ({ optimizer, regularizers, clip, ...rest }: TrainingCase['settings']) =>
  [
    inWords(optimizer),
    ...regularizers.map(inWords),
    ...(clip === undefined ? [] : [`clip ${inWords(clip)}`]),
    ...(Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)]),
  ].join(' + ');

for (const name of ['reference', 'cpu'] as const) {
  describe(`PyTorch's numbers on ${name}`, () => {
    let cpu: CpuBackend | null = null;
    let backend: Backend = referenceBackend;
    const held = () => cpu?.machine.places ?? 0;

    /** No tensor is left of it either. */
    async function check(run: () => Promise<readonly Comparison[]>, tolerance = name === 'reference' ? exact : single) {
      const before = held();
      for (const comparison of await run()) assertMet(comparison, tolerance);
      assert.equal(held(), before);
    }

    before(async () => {
      if (name === 'cpu') backend = cpu = await openCpu();
    });

    after(() => backend.dispose());

    for (const lossCase of learning.losses) {
      it(`are met by ${inWords(lossCase.call)} on ${lossCase.target.kind} and ${lossCase.shape.join('×')}`, () =>
        check(() => (cpu === null ? judge(referenceRuntime, lossCase) : judge(cpu.runtime, lossCase))));
    }

    for (const trainingCase of learning.trainings) {
      it(`are met in three steps of ${titleOf(trainingCase.settings)}`, () =>
        check(() => stepsOf(backend, trainingCase)));
    }

    for (const minimized of learning.minimized) {
      // The line search amplifies what rounding leaves.
      it(`are met in three passes of ${inWords(minimized.optimizer)}`, () =>
        check(() => passesOf(backend, minimized), single));
    }
  });
}
