/** Functions of one number, over as many as there are. */
import * as id from '../function-ids';
import * as activations from './activations';
import { address, float, int, share } from './command';
import { mapFunction } from './function-runs';
import * as functions from './functions';

/** See `unary`. */
function map<F>(command: usize, thread: i32, threads: i32): void {
  const count = int(command, 2);
  const begin = <usize>share(count, 16, thread, threads) << 2;
  let from = address(command, 0) + begin;
  let to = address(command, 1) + begin;
  const end = address(command, 1) + (<usize>share(count, 16, thread + 1, threads) << 2);
  const p = f32x4.splat(float(command, 0));
  const q = f32x4.splat(float(command, 1));
  const fn = changetype<F>(0);
  for (; to + 32 <= end; to += 32) {
    const y0 = fn.of(v128.load(from), p, q);
    const y1 = fn.of(v128.load(from, 16), p, q);
    v128.store(to, y0);
    v128.store(to, y1, 16);
    from += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, f32x4.extract_lane(fn.of(v128.load32_splat(from), p, q), 0));
    from += 4;
  }
}

/** A function of the module of tiles. */
function mapFar(command: usize, thread: i32, threads: i32): void {
  const begin = <usize>share(int(command, 2), 16, thread, threads) << 2;
  const end = <usize>share(int(command, 2), 16, thread + 1, threads) << 2;
  const from = address(command, 0) + begin;
  const to = address(command, 1) + begin;
  mapFunction(int(command, 3), from, to, end - begin, float(command, 0), float(command, 1));
}

/** Ints: source, target, count, the function. Floats: its own p and q. */
export function unary(command: usize, thread: i32, threads: i32): void {
  switch (int(command, 3)) {
    case id.SQRT: return map<functions.Sqrt>(command, thread, threads);
    case id.RSQRT: return map<functions.Rsqrt>(command, thread, threads);
    case id.SQUARE: return map<functions.Square>(command, thread, threads);
    case id.RECIPROCAL: return map<functions.Reciprocal>(command, thread, threads);
    case id.ABS: return map<functions.Abs>(command, thread, threads);
    case id.SIGN: return map<functions.Sign>(command, thread, threads);
    case id.STEP: return map<functions.Step>(command, thread, threads);
    case id.RELU: return map<functions.Relu>(command, thread, threads);
    case id.SIN: return map<functions.Sin>(command, thread, threads);
    case id.COS: return map<functions.Cos>(command, thread, threads);
    case id.ATAN: return map<functions.Atan>(command, thread, threads);
    case id.AFFINE: return map<functions.Affine>(command, thread, threads);
    case id.CLIP: return map<functions.Clip>(command, thread, threads);
    case id.POWER: return map<functions.Power>(command, thread, threads);
    case id.THREE_QUARTERS: return map<functions.ThreeQuarters>(command, thread, threads);
    case id.LESS_THREE_QUARTERS: return map<functions.LessThreeQuarters>(command, thread, threads);
    case id.LEAKY_RELU: return map<activations.LeakyRelu>(command, thread, threads);
    case id.SOFTSIGN: return map<activations.Softsign>(command, thread, threads);
    case id.HARD_SIGMOID: return map<activations.HardSigmoid>(command, thread, threads);
    case id.HARD_SWISH: return map<activations.HardSwish>(command, thread, threads);
    default: return mapFar(command, thread, threads);
  }
}
