/**
 * Activations and their slopes, four numbers at a time, each with numbers p and q of its own; see `ActivationOps`. What is
 * no number stays none. Constants are read from memory, for constants in a loop cost more.
 */
import { erf4 } from './erf';
import { exp4 } from './exp';
import { Softplus } from './functions';
import { sigmoid4 } from './sigmoid';
import { madd } from './simd';
import { sigmoidSlope, tanhSlope } from './slopes';

/** 0, 1, 1/2, 1/6, 3, −1/2, √½, 1/√(2π), and √(8/π), that times 0.044715, and that three times; then 7.1.26 for Φ. */
const TABLE: usize = memory.data<f32>([
  0, 1, 0.5, 0.16666667, 3, -0.5, 0.70710678, 0.39894228, 1.5957691, 0.071354816, 0.21406445, 0.23164189, 0.53070271, -0.72657601, 0.71070687, -0.14224837, 0.1274148,
], 16);

@inline
function constant(i: usize): v128 {
  return v128.load32_splat(TABLE + (i << 2));
}

/** 1 − x. */
@inline
function rest(x: v128): v128 {
  return f32x4.sub(constant(1), x);
}

@inline
function above(x: v128): v128 {
  return f32x4.gt(x, constant(0));
}

/** x/6 + 1/2 within 0 and 1. */
@inline
function sixth(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(madd(x, constant(3), constant(2)), constant(0)), constant(1));
}

/** Φ(x). */
@inline
function normal(x: v128): v128 {
  return madd(erf4(f32x4.mul(x, constant(6))), constant(2), constant(2));
}

/** 1/2 · (1 + tanh(√(2/π) · (x + 0.044715x³))), which is a sigmoid, for the square of x. */
@inline
function nearlyNormal(x: v128, square: v128): v128 {
  return sigmoid4(f32x4.mul(x, madd(square, constant(9), constant(8))));
}

export class LeakyRelu {
  @inline of(x: v128, p: v128, q: v128): v128 { return v128.bitselect(x, f32x4.mul(x, p), above(x)); }
}

/** Of y. */
export class LeakyReluSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return v128.bitselect(constant(1), p, above(y)); }
}

export class Elu {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return v128.bitselect(f32x4.mul(x, p), f32x4.mul(f32x4.sub(exp4(x), constant(1)), q), above(x));
  }
}

/** Of y: below zero q·eˣ = y + q. */
export class EluSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return v128.bitselect(p, f32x4.add(y, q), above(y)); }
}

export class Gelu {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, normal(x)); }
}

/** Φ is made of the same exponential as its slope (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26). */
export class GeluSlope {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const power = exp4(f32x4.mul(f32x4.mul(x, x), constant(5)));
    const t = f32x4.div(constant(1), madd(f32x4.abs(x), constant(11), constant(1)));
    const square = f32x4.mul(t, t);
    const high = madd(madd(t, constant(12), constant(13)), square, madd(t, constant(14), constant(15)));
    const tail = f32x4.mul(madd(high, square, f32x4.mul(t, constant(16))), power);
    return madd(f32x4.mul(x, constant(7)), power, v128.bitselect(rest(tail), tail, above(x)));
  }
}

export class GeluTanh {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, nearlyNormal(x, f32x4.mul(x, x))); }
}

export class GeluTanhSlope {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const square = f32x4.mul(x, x);
    const s = nearlyNormal(x, square);
    return madd(f32x4.mul(x, madd(square, constant(10), constant(8))), sigmoidSlope(s), s);
  }
}

export class Swish {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, sigmoid4(x)); }
}

export class SwishSlope {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const s = sigmoid4(x);
    return madd(x, sigmoidSlope(s), s);
  }
}

/** q is 1/p. */
export class SoftplusOf {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return f32x4.mul(changetype<Softplus>(0).of(f32x4.mul(x, p), p, q), q);
  }
}

/** Of y: sigmoid(px) = 1 − e^(−py). */
export class SoftplusSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return rest(exp4(f32x4.neg(f32x4.mul(y, p)))); }
}

/** Of y. */
export class SigmoidSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return sigmoidSlope(y); }
}

/** Of y. */
export class TanhSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return tanhSlope(y); }
}

export class Softsign {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(x, f32x4.add(constant(1), f32x4.abs(x))); }
}

/** Of y: 1 − |y| = 1/(1 + |x|). */
export class SoftsignSlope {
  @inline of(y: v128, p: v128, q: v128): v128 {
    const root = rest(f32x4.abs(y));
    return f32x4.mul(root, root);
  }
}

export class HardSigmoid {
  @inline of(x: v128, p: v128, q: v128): v128 { return sixth(x); }
}

/** Of y. */
export class HardSigmoidSlope {
  @inline of(y: v128, p: v128, q: v128): v128 {
    return v128.and(v128.and(above(y), f32x4.lt(y, constant(1))), constant(3));
  }
}

export class HardSwish {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, sixth(x)); }
}

export class HardSwishSlope {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const inside = f32x4.lt(f32x4.abs(x), constant(4));
    return f32x4.add(sixth(x), v128.and(f32x4.mul(x, constant(3)), inside));
  }
}
