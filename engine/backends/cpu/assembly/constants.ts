/**
 * Numbers that functions are computed with, read from memory, for constants in a loop cost more. Each lies there eight
 * times: two vectors side by side read them side by side, so that V8 can make one of 256 bits of both (see `tile.ts`).
 * Which of both sides a vector is on is a type, `Left` or `Right`, for offsets have to be known when kernels are compiled.
 */

@unmanaged
export class Left {}

@unmanaged
export class Right {
  first: f64;
  second: f64;
}

/** 0, 1, 1/2, −1/2, and the sign of a float. */
export const ZERO: usize = 0;
export const ONE: usize = 32;
export const HALF: usize = 64;
export const LESS_HALF: usize = 96;
export const SIGN: usize = 128;

/**
 * Where the numbers of each function begin; what they are stands with the function. For GELU: √½, 1/√(2π), √(8/π), that
 * times 0.044715, and that three times; then of 7.1.26 (see `tiles/functions.ts`) p/√2 and half of each factor, the last
 * first.
 */
export const EXP: usize = 32 * 5;
export const LOG: usize = 32 * 18;
export const TANH: usize = 32 * 37;
export const ERF: usize = 32 * 50;
export const GELU: usize = 32 * 66;

const COUNT: usize = 77;

const NUMBERS: usize = memory.data<f32>([
  0, 1, 0.5, -0.5, -0.0,
  -105, 90, 1.44269504088896341, -0.693359375, 2.12194440e-4, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3,
  4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 12582912,
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.12194440e-4, 0.693359375, 0.5, 1, 1.1754943508e-38, 8388608,
  23, Infinity, -Infinity, 0.70710677,
  -7.90531110763549805, 7.90531110763549805, -7.067567018e-14, 5.120481122e-11, -2.20279599e-8, 1.311308097e-5,
  3.803449217e-3, 1.631390601e-1, 1.25274229, 3.067541402e-4, 3.034488484e-2, 5.807192922e-1, 1.25274241,
  -4, 4, -1, 1, -1.744731115e-8, 1.773236136e-6, -1.34465532e-4, -3.643203992e-3, -4.703940079e-2, -1.890943944e-1,
  -1.030146122, -9.322285769e-4, -1.365593914e-2, -1.07700929e-1, -4.718930721e-1, -9.129433036e-1,
  0.70710678, 0.39894228, 1.5957691, 0.071354816, 0.21406445, 0.23164189, 0.53070271, -0.72657601, 0.71070687,
  -0.14224837, 0.1274148,
], 16);

export const TABLE: usize = memory.data(32 * COUNT, 32);

for (let i: usize = 0; i < COUNT; i++) {
  const four = v128.load32_splat(NUMBERS + 4 * i);
  v128.store(TABLE + 32 * i, four);
  v128.store(TABLE + 32 * i, four, 16);
}
