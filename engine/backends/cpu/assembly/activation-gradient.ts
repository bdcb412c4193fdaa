/** What comes back through activations. */
import * as id from '../function-ids';
import * as activations from './activations';
import { address, float, int, share } from './command';
import { mapSlope } from './function-runs';

/** See `activationGradient`. */
function slope<F>(command: usize, thread: i32, threads: i32): void {
  const begin = <usize>share(int(command, 3), 16, thread, threads) << 2;
  const size = (<usize>share(int(command, 3), 16, thread + 1, threads) << 2) - begin;
  const kept = address(command, 0) + begin;
  const dy = address(command, 1) + begin;
  const dx = address(command, 2) + begin;
  const p = f32x4.splat(float(command, 0));
  const q = f32x4.splat(float(command, 1));
  const fn = changetype<F>(0);
  let i: usize = 0;
  for (; i + 32 <= size; i += 32) {
    const first = f32x4.mul(v128.load(dy + i), fn.of(v128.load(kept + i), p, q));
    const second = f32x4.mul(v128.load(dy + i, 16), fn.of(v128.load(kept + i, 16), p, q));
    v128.store(dx + i, first);
    v128.store(dx + i, second, 16);
  }
  for (; i < size; i += 4)
    store<f32>(dx + i, load<f32>(dy + i) * f32x4.extract_lane(fn.of(v128.load32_splat(kept + i), p, q), 0));
}

/** A slope of the module of tiles. */
function slopeFar(command: usize, thread: i32, threads: i32): void {
  const begin = <usize>share(int(command, 3), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 3), 16, thread + 1, threads) << 2;
  const kept = address(command, 0) + begin;
  const dy = address(command, 1) + begin;
  const dx = address(command, 2) + begin;
  mapSlope(int(command, 4), kept, dy, dx, end - begin, float(command, 0), float(command, 1));
}

/** dy · slope. Ints: what the slope is a function of, dy, dx, count, the function. Floats: its own p and q. */
export function activationGradient(command: usize, thread: i32, threads: i32): void {
  switch (int(command, 4)) {
    case id.LEAKY_RELU: return slope<activations.LeakyReluSlope>(command, thread, threads);
    case id.ELU: return slope<activations.EluSlope>(command, thread, threads);
    case id.SIGMOID: return slope<activations.SigmoidSlope>(command, thread, threads);
    case id.TANH: return slope<activations.TanhSlope>(command, thread, threads);
    case id.SOFTSIGN: return slope<activations.SoftsignSlope>(command, thread, threads);
    case id.HARD_SIGMOID: return slope<activations.HardSigmoidSlope>(command, thread, threads);
    case id.HARD_SWISH: return slope<activations.HardSwishSlope>(command, thread, threads);
    default: return slopeFar(command, thread, threads);
  }
}
