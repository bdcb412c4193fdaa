import assert from 'node:assert/strict';
import { FLOATS, fmaModule, PER_TURN } from './module.ts';
import type { Kind } from './worker.ts';

type Exports = Readonly<Record<Kind, (turns: number) => void>> & { readonly heap: WebAssembly.Memory };

describe('the multiply-adds that the peak is measured by', () => {
  for (const kind of ['registers', 'memory'] as const) {
    it(`are as many as are counted: ${kind}`, () => {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fmaModule()));
      const { heap, ...run } = exports as unknown as Exports;
      const floats = new Float32Array(heap.buffer).fill(1);
      run[kind](5);
      // Every multiply-add of ones has added one, and the sums of all chains are added up where the result stands.
      assert.equal(floats[2 * FLOATS], (5 * PER_TURN) / FLOATS);
    });
  }
});
