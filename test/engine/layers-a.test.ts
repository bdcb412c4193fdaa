/** The engine against PyTorch: outputs, gradients and running statistics of every layer that slides over nothing. */
import assert from 'node:assert/strict';
import type { Backend } from '../../engine/backends/backend.ts';
import { openBackend } from '../../engine/backends/open.ts';
import { activationRuns } from '../../engine/layers/activation/index.ts';
import { denseRuns } from '../../engine/layers/dense/index.ts';
import { noiseRuns } from '../../engine/layers/noise/index.ts';
import { normalizationRuns } from '../../engine/layers/normalization/index.ts';
import { sequenceRuns } from '../../engine/layers/sequence/index.ts';
import { structureRuns } from '../../engine/layers/structure/index.ts';
import { assertMet, exact, single } from './comparison.fixture.ts';
import { cases, passOf } from './layers-a.fixture.ts';

it('PyTorch is asked about every layer of these families', () => {
  const still = { ...activationRuns, ...denseRuns, ...noiseRuns, ...normalizationRuns, ...structureRuns };
  const families = { ...still, ...sequenceRuns };
  const asked = new Set<string>(cases.map(({ layer }) => layer));
  assert.deepEqual(
    Object.keys(families).filter((layer) => !asked.has(layer)),
    [],
  );
});

for (const name of ['reference', 'cpu'] as const) {
  describe(`layers on ${name}, against PyTorch`, () => {
    let backend: Backend;

    before(async () => {
      backend = await openBackend(name, { allowSoftware: false });
    });

    after(() => backend.dispose());

    for (const [i, given] of cases.entries()) {
      const shapes = given.inputs.map(({ shape }) => shape.join('×')).join(', ');
      it(`${given.layer} ${JSON.stringify(given.args)} of ${shapes} (${i})`, async () => {
        for (const comparison of await passOf(backend, given))
          assertMet(comparison, name === 'reference' ? exact : single);
      });
    }
  });
}
