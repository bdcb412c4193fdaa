import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fillNormal } from '../../random/philox.ts';
import { TENSORS } from './command-layout.ts';
import { Machine } from './machine.ts';
import { cpuRuntime } from './runtime.ts';
import { loadTiles } from './tiles.ts';

const bytesOf = (name: string) => readFileSync(new URL(`../../../dist/kernels/${name}.wasm`, import.meta.url));
const memory = () => new WebAssembly.Memory({ initial: 32, maximum: 65536, shared: false });

/** The multiply-adds become a · b subtracted from c: `f32x4.relaxed_nmadd` for `f32x4.relaxed_madd`. */
function damaged(): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(bytesOf('tiles-relaxed'));
  for (let i = 0; i + 2 < bytes.length; i++)
    if (bytes[i] === 0xfd && bytes[i + 1] === 0x85 && bytes[i + 2] === 0x02) bytes[i + 1] = 0x86;
  return bytes;
}

describe('tiles at 256 bits', () => {
  it('are left alone where they are not wanted', () => {
    assert.equal(loadTiles(bytesOf('tiles-relaxed'), memory(), false).wide, false);
  });

  it('are taken on Node 24 under Linux with AVX2 and FMA (elsewhere this is skipped: a host may have none)', function () {
    const known = process.platform === 'linux' && process.arch === 'x64' && process.versions.node.startsWith('24.');
    const flags = known ? readFileSync('/proc/cpuinfo', 'utf8') : '';
    if (!/\bavx2\b/.test(flags) || !/\bfma\b/.test(flags)) this.skip();
    assert.equal(loadTiles(bytesOf('tiles-relaxed'), memory(), true).wide, true);
  });

  it('are left alone where they compute anything else than what is right', () => {
    assert.equal(loadTiles(damaged(), memory(), true).wide, false);
  });

  it('leave the memory of tensors as it was', () => {
    const own = memory();
    loadTiles(bytesOf('tiles-relaxed'), own, true);
    assert.ok(new Uint8Array(own.buffer, TENSORS).every((byte) => byte === 0));
  });

  it('are the same whether others have been loaded before or not', () => {
    const before = loadTiles(bytesOf('tiles-relaxed'), memory(), true);
    const narrow = loadTiles(bytesOf('tiles-relaxed'), memory(), false);
    const after = loadTiles(bytesOf('tiles-relaxed'), memory(), true);
    assert.deepEqual([after.wide, narrow.wide], [before.wide, false]);
  });

  it('give the bits that tiles at 128 bits give, on a host that has them (others skip this)', async function () {
    const machines = await Promise.all(
      [{}, { wide: false }].map((options) => Machine.start({ threads: 1, ...options })),
    );
    // Without AVX2, or in a V8 that makes no pairs, both compute on 128 bits, and there is nothing to compare.
    if (!machines[0]?.wide) this.skip();
    const found = await Promise.all(
      machines.map(async (machine) => {
        const runtime = cpuRuntime(machine);
        const drawn = (index: number, ...shape: number[]) => {
          const tensor = runtime.create(shape);
          runtime.write(tensor, fillNormal(new Float32Array(tensor.count), { seed: 3, purpose: 'check', index }));
          return tensor;
        };
        const [x, w, b, y] = [drawn(0, 50, 700), drawn(1, 700, 45), drawn(2, 45), drawn(3, 50, 45)];
        runtime.ops.dense({ x, w, b }, y);
        const dw = runtime.create([700, 45]);
        runtime.ops.denseWeightGradient({ x, dy: y }, dw);
        const [images, filters, maps] = [drawn(4, 3, 9, 9, 24), drawn(5, 3, 3, 24, 40), runtime.create([3, 9, 9, 40])];
        const sliding = { stride: [1, 1], pad: [1, 1, 1, 1] };
        runtime.ops.conv({ x: images, w: filters, b: null }, maps, sliding);
        const df = runtime.create([3, 3, 24, 40]);
        runtime.ops.convFilterGradient({ x: images, dy: maps }, df, sliding);
        return Promise.all(
          [y, dw, maps, df].map(async (tensor) => new Uint8Array((await runtime.read(tensor)).slice().buffer)),
        );
      }),
    );
    assert.deepEqual(found[0], found[1]);
    await Promise.all(machines.map((machine) => machine.stop()));
  });
});
