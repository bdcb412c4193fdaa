/**
 * Activations and slopes that need no exponential, four numbers at a time, each with numbers p and q of its own; see
 * `ActivationOps`, and `tiles/functions.ts` for the others. What is no number stays none.
 */
import { HALF, ONE, TABLE, ZERO } from './constants';
import { rest, sigmoidSlope, tanhSlope } from './slopes';

/** 1/6 and 3, read from memory, for constants in a loop cost more. */
const OWN: usize = memory.data<f32>([0.16666667, 3], 16);

@inline
function zero(): v128 {
  return v128.load(TABLE, ZERO);
}

@inline
function one(): v128 {
  return v128.load(TABLE, ONE);
}

@inline
function sixths(x: v128): v128 {
  return f32x4.mul(x, v128.load32_splat(OWN));
}

@inline
function above(x: v128): v128 {
  return f32x4.gt(x, zero());
}

/** x/6 + 1/2 within 0 and 1. */
@inline
function sixth(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.add(sixths(x), v128.load(TABLE, HALF)), zero()), one());
}

export class LeakyRelu {
  @inline of(x: v128, p: v128, q: v128): v128 { return v128.bitselect(x, f32x4.mul(x, p), above(x)); }
}

/** Of y. */
export class LeakyReluSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return v128.bitselect(one(), p, above(y)); }
}

/** Of y: below zero q·eˣ = y + q. */
export class EluSlope {
  @inline of(y: v128, p: v128, q: v128): v128 { return v128.bitselect(p, f32x4.add(y, q), above(y)); }
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
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(x, f32x4.add(one(), f32x4.abs(x))); }
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
    return v128.and(v128.and(above(y), f32x4.lt(y, one())), v128.load32_splat(OWN));
  }
}

export class HardSwish {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, sixth(x)); }
}

export class HardSwishSlope {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const inside = f32x4.lt(f32x4.abs(x), v128.load32_splat(OWN, 4));
    return f32x4.add(sixth(x), v128.and(sixths(x), inside));
  }
}
