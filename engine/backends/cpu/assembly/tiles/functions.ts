/**
 * Functions with exponentials and the like, of two vectors at a time, each with numbers p and q of its own: see
 * `../function-runs.ts`.
 */
import * as id from '../../function-ids';
import { GELU, HALF, Left, LESS_HALF, ONE, Right, SIGN, TABLE, ZERO } from '../constants';
import { erf4 } from '../erf';
import { exp4 } from '../exp';
import { log4, logOfNormal } from '../log';
import { sigmoid4 } from '../sigmoid';
import { madd, sumOf } from '../simd';
import { rest, sigmoidSlope } from '../slopes';
import { tanh4 } from '../tanh';

/** Where the constants lie, as what is not known beforehand, so that V8 sees which of them lie side by side. */
let table: usize = TABLE;

class Exp {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return exp4<S>(x, t); }
}

class Log {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return log4<S>(x, t); }
}

class Tanh {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return tanh4<S>(x, t); }
}

class Sigmoid {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return sigmoid4<S>(x, t); }
}

class Erf {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return erf4<S>(x, t); }
}

/** To about three units in the last place: what 1 + eˣ loses in rounding is added to its logarithm. */
class Softplus {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const one = v128.load(t, ONE + offsetof<S>());
    const u = exp4<S>(v128.or(x, v128.load(t, SIGN + offsetof<S>())), t);
    const whole = f32x4.add(one, u);
    const lost = f32x4.sub(u, f32x4.sub(whole, one));
    const found = f32x4.add(logOfNormal<S>(whole, t), f32x4.div(lost, whole));
    return f32x4.add(f32x4.max(x, v128.load(t, ZERO + offsetof<S>())), found);
  }
}

/** q is 1/p. */
class SoftplusOf {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    return f32x4.mul(changetype<Softplus>(0).of<S>(f32x4.mul(x, p), p, q, t), q);
  }
}

/** Of y: sigmoid(px) = 1 − e^(−py). */
class SoftplusSlope {
  @inline of<S>(y: v128, p: v128, q: v128, t: usize): v128 { return rest<S>(exp4<S>(f32x4.neg(f32x4.mul(y, p)), t), t); }
}

class Elu {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const below = f32x4.mul(f32x4.sub(exp4<S>(x, t), v128.load(t, ONE + offsetof<S>())), q);
    return v128.bitselect(f32x4.mul(x, p), below, f32x4.gt(x, v128.load(t, ZERO + offsetof<S>())));
  }
}

/** x · (1 + erf(x/√2))/2. */
class Gelu {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const half = v128.load(t, HALF + offsetof<S>());
    const found = erf4<S>(f32x4.mul(x, v128.load(t, GELU + offsetof<S>())), t);
    return f32x4.mul(x, madd(found, half, half));
  }
}

/**
 * Φ(x) + x · φ(x): Φ is made of the same exponential as its slope φ (Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 7.1.26).
 */
class GeluSlope {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const one = v128.load(t, ONE + offsetof<S>());
    const power = exp4<S>(f32x4.mul(f32x4.mul(x, x), v128.load(t, LESS_HALF + offsetof<S>())), t);
    const r = f32x4.div(one, madd(f32x4.abs(x), v128.load(t, GELU + 32 * 5 + offsetof<S>()), one));
    const square = f32x4.mul(r, r);
    let high = madd(r, v128.load(t, GELU + 32 * 6 + offsetof<S>()), v128.load(t, GELU + 32 * 7 + offsetof<S>()));
    high = madd(
      high,
      square,
      madd(r, v128.load(t, GELU + 32 * 8 + offsetof<S>()), v128.load(t, GELU + 32 * 9 + offsetof<S>())),
    );
    const tail = f32x4.mul(madd(high, square, f32x4.mul(r, v128.load(t, GELU + 32 * 10 + offsetof<S>()))), power);
    const above = f32x4.gt(x, v128.load(t, ZERO + offsetof<S>()));
    const density = f32x4.mul(x, v128.load(t, GELU + 32 * 1 + offsetof<S>()));
    return madd(density, power, v128.bitselect(f32x4.sub(one, tail), tail, above));
  }
}

/** 1/2 · (1 + tanh(√(2/π) · (x + 0.044715x³))), which is a sigmoid, for the square of x. */
@inline
function nearlyNormal<S>(x: v128, square: v128, t: usize): v128 {
  const inner = madd(square, v128.load(t, GELU + 32 * 3 + offsetof<S>()), v128.load(t, GELU + 32 * 2 + offsetof<S>()));
  return sigmoid4<S>(f32x4.mul(x, inner), t);
}

class GeluTanh {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    return f32x4.mul(x, nearlyNormal<S>(x, f32x4.mul(x, x), t));
  }
}

class GeluTanhSlope {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const square = f32x4.mul(x, x);
    const s = nearlyNormal<S>(x, square, t);
    const inner = madd(square, v128.load(t, GELU + 32 * 4 + offsetof<S>()), v128.load(t, GELU + 32 * 2 + offsetof<S>()));
    return madd(f32x4.mul(x, inner), sigmoidSlope<S>(s, t), s);
  }
}

class Swish {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 { return f32x4.mul(x, sigmoid4<S>(x, t)); }
}

class SwishSlope {
  @inline of<S>(x: v128, p: v128, q: v128, t: usize): v128 {
    const s = sigmoid4<S>(x, t);
    return madd(x, sigmoidSlope<S>(s, t), s);
  }
}

function map<F>(from: usize, to: usize, size: usize, ownP: f32, ownQ: f32): void {
  const fn = changetype<F>(0);
  const p = f32x4.splat(ownP);
  const q = f32x4.splat(ownQ);
  const t = table;
  const end = to + size;
  for (; to + 32 <= end; to += 32) {
    const first = fn.of<Left>(v128.load(from), p, q, t);
    const second = fn.of<Right>(v128.load(from, 16), p, q, t);
    v128.store(to, first);
    v128.store(to, second, 16);
    from += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, f32x4.extract_lane(fn.of<Left>(v128.load32_splat(from), p, q, t), 0));
    from += 4;
  }
}

export function mapFunction(fn: i32, from: usize, to: usize, size: usize, p: f32, q: f32): void {
  switch (fn) {
    case id.EXP: return map<Exp>(from, to, size, p, q);
    case id.LOG: return map<Log>(from, to, size, p, q);
    case id.TANH: return map<Tanh>(from, to, size, p, q);
    case id.SIGMOID: return map<Sigmoid>(from, to, size, p, q);
    case id.SOFTPLUS: return map<Softplus>(from, to, size, p, q);
    case id.ERF: return map<Erf>(from, to, size, p, q);
    case id.ELU: return map<Elu>(from, to, size, p, q);
    case id.GELU: return map<Gelu>(from, to, size, p, q);
    case id.GELU_TANH: return map<GeluTanh>(from, to, size, p, q);
    case id.SWISH: return map<Swish>(from, to, size, p, q);
    case id.SOFTPLUS_OF: return map<SoftplusOf>(from, to, size, p, q);
  }
}

function slope<F>(kept: usize, dy: usize, dx: usize, size: usize, ownP: f32, ownQ: f32): void {
  const fn = changetype<F>(0);
  const p = f32x4.splat(ownP);
  const q = f32x4.splat(ownQ);
  const t = table;
  const end = dx + size;
  for (; dx + 32 <= end; dx += 32) {
    const first = f32x4.mul(v128.load(dy), fn.of<Left>(v128.load(kept), p, q, t));
    const second = f32x4.mul(v128.load(dy, 16), fn.of<Right>(v128.load(kept, 16), p, q, t));
    v128.store(dx, first);
    v128.store(dx, second, 16);
    kept += 32;
    dy += 32;
  }
  for (; dx < end; dx += 4) {
    store<f32>(dx, load<f32>(dy) * f32x4.extract_lane(fn.of<Left>(v128.load32_splat(kept), p, q, t), 0));
    kept += 4;
    dy += 4;
  }
}

export function mapSlope(fn: i32, kept: usize, dy: usize, dx: usize, size: usize, p: f32, q: f32): void {
  switch (fn) {
    case id.GELU: return slope<GeluSlope>(kept, dy, dx, size, p, q);
    case id.GELU_TANH: return slope<GeluTanhSlope>(kept, dy, dx, size, p, q);
    case id.SWISH: return slope<SwishSlope>(kept, dy, dx, size, p, q);
    case id.SOFTPLUS_OF: return slope<SoftplusSlope>(kept, dy, dx, size, p, q);
  }
}

export function powersAlong(x: usize, y: usize, highest: f32, size: usize, keeps: bool): f32 {
  const t = table;
  const lift = f32x4.splat(highest);
  let sums = f32x4.splat(0);
  let others = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 32 <= size; i += 32) {
    const first = exp4<Left>(f32x4.sub(v128.load(x), lift), t);
    const second = exp4<Right>(f32x4.sub(v128.load(x, 16), lift), t);
    sums = f32x4.add(sums, first);
    others = f32x4.add(others, second);
    if (keeps) {
      v128.store(y, first);
      v128.store(y, second, 16);
    }
    x += 32;
    y += 32;
  }
  let sum = sumOf(f32x4.add(sums, others));
  for (; i < size; i += 4) {
    const power = f32x4.extract_lane(exp4<Left>(f32x4.sub(v128.load32_splat(x), lift), t), 0);
    sum += power;
    if (keeps) store<f32>(y, power);
    x += 4;
    y += 4;
  }
  return sum;
}
