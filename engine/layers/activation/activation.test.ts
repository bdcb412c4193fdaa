import assert from 'node:assert/strict';
import { openCandidate } from '../../backends/candidates.fixture.ts';
import { referenceTensors, tensorsOf } from '../../backends/tensors.fixture.ts';
import { layerCases } from '../layer-cases.fixture.ts';
import { randomValues, runLayer, type Tensors } from '../layer-harness.fixture.ts';
import type { RunnableLayer } from '../layer-run.ts';
import { activationRuns } from './index.ts';

describe('activations', () => {
  const keepNaN = async <T>(tensors: Tensors<T>) => {
    for (const layer of Object.keys(activationRuns) as RunnableLayer[]) {
      const [layerCase] = layerCases(layer, 1);
      const values = randomValues(layerCase);
      const { outputs } = await runLayer(tensors, layerCase, { ...values, x: values.x.with(0, Number.NaN) }, true);
      assert.ok(Number.isNaN(outputs.y[0]), `${layer} makes ${outputs.y[0]} of NaN`);
    }
  };

  it('keep NaN: a network that has diverged does not look as if nothing were wrong', async () => {
    await keepNaN(referenceTensors);
    const { backend, runtime } = await openCandidate('cpu');
    await keepNaN(tensorsOf(runtime));
    await backend.dispose();
  });
});
