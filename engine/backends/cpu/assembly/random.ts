/** Random numbers by place: the same as `engine/random/philox.ts` has, whatever thread draws them. */
import { address, float, int, share } from './command';
import { draw, WORDS, words } from './philox';

/** Ints: target, count, the place (see `philox.ts`). */
export function uniform(command: usize, thread: i32, threads: i32): void {
  const count = int(command, 1);
  const end = share(count, WORDS, thread + 1, threads);
  const scale = f32x4.splat(1 / <f32>0x1000000);
  for (let i = share(count, WORDS, thread, threads); i < end; i += WORDS) {
    draw(command, 2, i >> 2);
    const from = words();
    const to = address(command, 0) + (<usize>i << 2);
    const bytes = <usize>min(WORDS, end - i) << 2;
    for (let k: usize = 0; k < 64; k += 16)
      v128.store(from + k, f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(v128.load(from + k), 8)), scale));
    if (bytes === 64) for (let k: usize = 0; k < 64; k += 16) v128.store(to + k, v128.load(from + k));
    else for (let k: usize = 0; k < bytes; k += 4) store<f32>(to + k, load<f32>(from + k));
  }
}

/** Box and Muller, 1958, in float64. Ints: as `uniform`. */
export function normal(command: usize, thread: i32, threads: i32): void {
  const count = int(command, 1);
  const end = share(count, WORDS, thread + 1, threads);
  for (let i = share(count, WORDS, thread, threads); i < end; i += WORDS) {
    draw(command, 2, i >> 2);
    for (let k = 0; k < min(WORDS, end - i); k += 2) {
      const from = words() + (<usize>k << 2);
      const to = address(command, 0) + (<usize>(i + k) << 2);
      const radius = Math.sqrt(-2 * NativeMath.log((<f64>load<u32>(from) + 1) / 0x100000000));
      const angle = (2 * NativeMath.PI * <f64>load<u32>(from, 4)) / 0x100000000;
      store<f32>(to, <f32>(radius * NativeMath.cos(angle)));
      if (i + k + 1 < end) store<f32>(to, <f32>(radius * NativeMath.sin(angle)), 4);
    }
  }
}

/** Zero where the upper 24 bits of a word are below a bound. Ints: source, target, count, the bound, the place. Float: the factor of the rest. */
export function dropout(command: usize, thread: i32, threads: i32): void {
  const count = int(command, 2);
  const end = share(count, WORDS, thread + 1, threads);
  const bound = i32x4.splat(int(command, 3));
  const factor = f32x4.splat(float(command, 0));
  for (let i = share(count, WORDS, thread, threads); i < end; i += WORDS) {
    draw(command, 4, i >> 2);
    const drawn = words();
    const from = address(command, 0) + (<usize>i << 2);
    const to = address(command, 1) + (<usize>i << 2);
    if (i + WORDS <= end) {
      for (let k: usize = 0; k < 64; k += 16) {
        const dropped = i32x4.lt_s(i32x4.shr_u(v128.load(drawn + k), 8), bound);
        v128.store(to + k, v128.andnot(f32x4.mul(v128.load(from + k), factor), dropped));
      }
      continue;
    }
    for (let k: usize = 0; k < <usize>(end - i) << 2; k += 4) {
      const kept = <i32>(load<u32>(drawn + k) >> 8) >= int(command, 3);
      store<f32>(to + k, kept ? load<f32>(from + k) * float(command, 0) : 0);
    }
  }
}
