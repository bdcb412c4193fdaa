/** Functions of two numbers, with what is repeated read as often as it is wanted. */
import { ADD, DIVIDE, EQUAL, LESS, MAXIMUM, MINIMUM, MULTIPLY, SUBTRACT } from '../function-ids';
import { address, int, share } from './command';
import { ahead, first, firstStep, pass, second, secondStep, seek } from './walk';

const ONE: usize = memory.data<f32>([1], 16);

class Add {
  @inline of(a: v128, b: v128): v128 { return f32x4.add(a, b); }
}
class Subtract {
  @inline of(a: v128, b: v128): v128 { return f32x4.sub(a, b); }
}
class Multiply {
  @inline of(a: v128, b: v128): v128 { return f32x4.mul(a, b); }
}
class Divide {
  @inline of(a: v128, b: v128): v128 { return f32x4.div(a, b); }
}
class Maximum {
  @inline of(a: v128, b: v128): v128 { return f32x4.max(a, b); }
}
class Minimum {
  @inline of(a: v128, b: v128): v128 { return f32x4.min(a, b); }
}
class Less {
  @inline of(a: v128, b: v128): v128 { return v128.and(f32x4.lt(a, b), v128.load32_splat(ONE)); }
}
class Equal {
  @inline of(a: v128, b: v128): v128 { return v128.and(f32x4.eq(a, b), v128.load32_splat(ONE)); }
}

/** A row in which both move on. `end` is where the target ends. */
@inline
function both<F>(a: usize, b: usize, to: usize, end: usize): void {
  const fn = changetype<F>(0);
  for (; to + 32 <= end; to += 32) {
    const y0 = fn.of(v128.load(a), v128.load(b));
    const y1 = fn.of(v128.load(a, 16), v128.load(b, 16));
    v128.store(to, y0);
    v128.store(to, y1, 16);
    a += 32;
    b += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, f32x4.extract_lane(fn.of(v128.load32_splat(a), v128.load32_splat(b)), 0));
    a += 4;
    b += 4;
  }
}

/** The second number stays. */
@inline
function left<F>(a: usize, b: usize, to: usize, end: usize): void {
  const fn = changetype<F>(0);
  const other = v128.load32_splat(b);
  for (; to + 32 <= end; to += 32) {
    const y0 = fn.of(v128.load(a), other);
    const y1 = fn.of(v128.load(a, 16), other);
    v128.store(to, y0);
    v128.store(to, y1, 16);
    a += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, f32x4.extract_lane(fn.of(v128.load32_splat(a), other), 0));
    a += 4;
  }
}

/** The first number stays. */
@inline
function right<F>(a: usize, b: usize, to: usize, end: usize): void {
  const fn = changetype<F>(0);
  const other = v128.load32_splat(a);
  for (; to + 32 <= end; to += 32) {
    const y0 = fn.of(other, v128.load(b));
    const y1 = fn.of(other, v128.load(b, 16));
    v128.store(to, y0);
    v128.store(to, y1, 16);
    b += 32;
  }
  for (; to < end; to += 4) {
    store<f32>(to, f32x4.extract_lane(fn.of(other, v128.load32_splat(b)), 0));
    b += 4;
  }
}

/** Both stay. */
@inline
function neither<F>(a: usize, b: usize, to: usize, end: usize): void {
  const y = changetype<F>(0).of(v128.load32_splat(a), v128.load32_splat(b));
  for (; to + 16 <= end; to += 16) v128.store(to, y);
  for (; to < end; to += 4) store<f32>(to, f32x4.extract_lane(y, 0));
}

/** Rows in equal steps. `moves`: 1 where a does along a row, 2 where b does, 3 where both do. */
function apply<F>(moves: i32, a: usize, b: usize, to: usize, bytes: usize, rows: i32): void {
  const aStep = firstStep;
  const bStep = secondStep;
  for (let row = 0; row < rows; row++) {
    if (moves === 3) both<F>(a, b, to, to + bytes);
    else if (moves === 1) left<F>(a, b, to, to + bytes);
    else if (moves === 2) right<F>(a, b, to, to + bytes);
    else neither<F>(a, b, to, to + bytes);
    a += aStep;
    b += bStep;
    to += bytes;
  }
}

/** Ints: a, b, target, count, the function, which of a and b move along a row (1, 2, both: 3), the walk over a and b. */
export function binary(command: usize, thread: i32, threads: i32): void {
  const fn = int(command, 4);
  const moves = int(command, 5);
  const length = int(command, 6);
  let i = share(int(command, 3), 16, thread, threads);
  const end = share(int(command, 3), 16, thread + 1, threads);
  let column = i % length;
  seek(command, 6, i / length);
  while (i < end) {
    // A share may begin and end within a row.
    const whole = column === 0 && end - i >= length;
    const count = whole ? length : min(length - column, end - i);
    const rows = whole ? min(ahead, (end - i) / length) : 1;
    const a = address(command, 0) + first + ((moves & 1) !== 0 ? <usize>column << 2 : 0);
    const b = address(command, 1) + second + ((moves & 2) !== 0 ? <usize>column << 2 : 0);
    const to = address(command, 2) + (<usize>i << 2);
    const bytes = <usize>count << 2;
    switch (fn) {
      case ADD: apply<Add>(moves, a, b, to, bytes, rows); break;
      case SUBTRACT: apply<Subtract>(moves, a, b, to, bytes, rows); break;
      case MULTIPLY: apply<Multiply>(moves, a, b, to, bytes, rows); break;
      case DIVIDE: apply<Divide>(moves, a, b, to, bytes, rows); break;
      case MAXIMUM: apply<Maximum>(moves, a, b, to, bytes, rows); break;
      case MINIMUM: apply<Minimum>(moves, a, b, to, bytes, rows); break;
      case LESS: apply<Less>(moves, a, b, to, bytes, rows); break;
      case EQUAL: apply<Equal>(moves, a, b, to, bytes, rows); break;
    }
    i += rows * count;
    column = 0;
    pass(command, 6, rows);
  }
}
