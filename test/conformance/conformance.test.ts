/**
 * tfjs-core's own tests against every backend that loads here: what does not pass is listed, and what is listed does not.
 * WebGPU takes minutes on a software renderer and has a command of its own, `webgpu.ts`.
 */
import assert from 'node:assert/strict';
import { probe } from '../../engine/backends/probe.ts';
import { conform } from './conform.ts';
import { compareWithKnown } from './known.ts';
import { bundleSuite } from './run-suite.ts';

describe('the list of known failures', () => {
  const known = [{ reason: 'r', reach: 'n', specs: ['einsum *', 'tan a'] }];
  const failed = new Map([
    ['einsum 1', 'x'],
    ['tan a', 'y'],
  ]);

  it('fits where it names exactly what fails', () =>
    assert.deepEqual(compareWithKnown(known, { passed: ['sin'], failed }), { unlisted: [], stale: [] }));

  it('does not fit where a spec fails that it does not name', () =>
    assert.deepEqual(compareWithKnown([], { passed: [], failed: new Map([['sin', 'z']]) }).unlisted, ['sin: z']));

  it('does not fit where a spec passes that it names, or is gone', () => {
    assert.deepEqual(compareWithKnown(known, { passed: ['einsum 2'], failed }).stale, ['einsum *']);
    const gone = new Map([['einsum 1', 'x']]);
    assert.deepEqual(compareWithKnown(known, { passed: [], failed: gone }).stale, ['tan a']);
  });
});

describe("tfjs-core's own tests", function () {
  this.timeout(300_000);
  before(bundleSuite);

  for (const name of ['cpu', 'tensorflow'] as const) {
    it(`pass on ${name}, but for those that are listed with their reason`, async function () {
      const probed = await probe({ backend: name, allowSoftware: true });
      if ('reason' in probed) {
        assert.notEqual(name, 'cpu', probed.reason);
        console.log(`      not run on ${name}: ${probed.reason}`);
        this.skip();
      }
      const { summary, difference, kernels } = await conform(name);
      console.log(`      ${summary}`);
      if (kernels !== null) console.log(`      ${kernels.summary}`);
      assert.deepEqual(kernels?.untested ?? [], []);
      assert.deepEqual(difference, { unlisted: [], stale: [] });
    });
  }
});
