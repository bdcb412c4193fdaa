/** Functions of one number, four at a time, each with up to two numbers p and q of its own; see `tiles/functions.ts` for others. */
import { ONE, SIGN, TABLE } from './constants';
import { clip, madd } from './simd';

@inline
function one(): v128 {
  return v128.load(TABLE, ONE);
}

@inline
function sign(): v128 {
  return v128.load(TABLE, SIGN);
}

export class Sqrt {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.sqrt(x); }
}

export class Rsqrt {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(one(), f32x4.sqrt(x)); }
}

export class Square {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.mul(x, x); }
}

export class Reciprocal {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.div(one(), x); }
}

export class Abs {
  @inline of(x: v128, p: v128, q: v128): v128 { return f32x4.abs(x); }
}

/** Zero, of either sign, and what is no number stay what they are. */
export class Sign {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const zero = f32x4.splat(0);
    const signed = v128.or(one(), v128.and(x, sign()));
    return v128.bitselect(signed, x, v128.or(f32x4.lt(x, zero), f32x4.gt(x, zero)));
  }
}

export class Step {
  @inline of(x: v128, p: v128, q: v128): v128 { return v128.and(f32x4.gt(x, f32x4.splat(0)), one()); }
}

export class Relu {
  @inline of(x: v128, p: v128, q: v128): v128 { return v128.andnot(x, f32x4.lt(x, f32x4.splat(0))); }
}

export class Sin {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return f32x4(
      <f32>NativeMath.sin(f32x4.extract_lane(x, 0)),
      <f32>NativeMath.sin(f32x4.extract_lane(x, 1)),
      <f32>NativeMath.sin(f32x4.extract_lane(x, 2)),
      <f32>NativeMath.sin(f32x4.extract_lane(x, 3)),
    );
  }
}

export class Cos {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return f32x4(
      <f32>NativeMath.cos(f32x4.extract_lane(x, 0)),
      <f32>NativeMath.cos(f32x4.extract_lane(x, 1)),
      <f32>NativeMath.cos(f32x4.extract_lane(x, 2)),
      <f32>NativeMath.cos(f32x4.extract_lane(x, 3)),
    );
  }
}

export class Atan {
  @inline of(x: v128, p: v128, q: v128): v128 {
    return f32x4(
      NativeMathf.atan(f32x4.extract_lane(x, 0)),
      NativeMathf.atan(f32x4.extract_lane(x, 1)),
      NativeMathf.atan(f32x4.extract_lane(x, 2)),
      NativeMathf.atan(f32x4.extract_lane(x, 3)),
    );
  }
}

export class Affine {
  @inline of(x: v128, p: v128, q: v128): v128 { return madd(x, p, q); }
}

export class Clip {
  @inline of(x: v128, p: v128, q: v128): v128 { return clip(x, p, q); }
}

export class Power {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const exponent = f32x4.extract_lane(p, 0);
    return f32x4(
      NativeMathf.pow(f32x4.extract_lane(x, 0), exponent),
      NativeMathf.pow(f32x4.extract_lane(x, 1), exponent),
      NativeMathf.pow(f32x4.extract_lane(x, 2), exponent),
      NativeMathf.pow(f32x4.extract_lane(x, 3), exponent),
    );
  }
}

export class ThreeQuarters {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const root = f32x4.sqrt(x);
    return f32x4.mul(root, f32x4.sqrt(root));
  }
}

export class LessThreeQuarters {
  @inline of(x: v128, p: v128, q: v128): v128 {
    const root = f32x4.sqrt(x);
    return f32x4.div(one(), f32x4.mul(root, f32x4.sqrt(root)));
  }
}
