/** Backward against forward: every layer's gradients on the float64 reference against central differences. */
import assert from 'node:assert/strict';
import { referenceTensors } from '../backends/tensors.fixture.ts';
import { layerCases, runnableLayers } from './layer-cases.fixture.ts';
import { randomValues, runLayer, type Values } from './layer-harness.fixture.ts';

const STEP = 1e-5;
const TOLERANCE = 1e-6;

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** CS231n, lecture 4; gradients much below 1 are measured against 10⁻² so that rounding does not decide. */
const relativeError = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-2);

describe('gradients', () => {
  for (const layer of runnableLayers) {
    it(`of ${layer} are what central differences say, in training and in evaluation`, async function () {
      this.timeout(20_000);
      for (const [number, layerCase] of layerCases(layer, 8).entries()) {
        const values = randomValues(layerCase);
        const training = number % 4 !== 3;
        const { gradients } = await runLayer(referenceTensors, layerCase, values, training);
        const loss = async (changed: Values) => {
          const { outputs } = await runLayer(referenceTensors, layerCase, changed, training);
          return Object.entries(outputs).reduce((sum, [name, output]) => sum + dot(output, values[`d${name}`]), 0);
        };
        for (const [name, gradient] of Object.entries(gradients)) {
          if (layerCase.flat.includes(name)) {
            assert.ok(
              gradient.every((value) => value === 0),
              `${layerCase.title}: d${name} is not zero`,
            );
            continue;
          }
          for (let i = 0; i < gradient.length; i++) {
            const nudged = async (by: number) => {
              const moved = values[name].slice();
              moved[i] += by;
              return loss({ ...values, [name]: moved });
            };
            const numeric = ((await nudged(STEP)) - (await nudged(-STEP))) / (2 * STEP);
            const error = relativeError(gradient[i], numeric);
            assert.ok(
              error < TOLERANCE,
              `${layerCase.title}: d${name}[${i}] is ${gradient[i]}, numerically ${numeric}`,
            );
          }
        }
      }
    });
  }
});
