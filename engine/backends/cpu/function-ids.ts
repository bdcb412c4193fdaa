/** The numbers of functions, by which commands name them; read by TypeScript and AssemblyScript alike. */

/** Of one number, in the order of `unaryNames`. */
export const EXP = 0;
export const LOG = 1;
export const SQRT = 2;
export const RSQRT = 3;
export const SQUARE = 4;
export const RECIPROCAL = 5;
export const ABS = 6;
export const SIGN = 7;
export const STEP = 8;
export const RELU = 9;
export const TANH = 10;
export const SIGMOID = 11;
export const SOFTPLUS = 12;
export const ERF = 13;
export const SIN = 14;
export const COS = 15;
export const ATAN = 16;
/** Those with numbers of their own. */
export const AFFINE = 17;
export const CLIP = 18;
export const POWER = 19;
/** x to the power of 3/4 and −3/4, by roots. */
export const THREE_QUARTERS = 20;
export const LESS_THREE_QUARTERS = 21;
/** Activations. */
export const LEAKY_RELU = 22;
export const ELU = 23;
export const GELU = 24;
export const GELU_TANH = 25;
export const SWISH = 26;
export const SOFTPLUS_OF = 27;
export const SOFTSIGN = 28;
export const HARD_SIGMOID = 29;
export const HARD_SWISH = 30;

/** Of two numbers, in the order of `binaryNames`. */
export const ADD = 0;
export const SUBTRACT = 1;
export const MULTIPLY = 2;
export const DIVIDE = 3;
export const MAXIMUM = 4;
export const MINIMUM = 5;
export const LESS = 6;
export const EQUAL = 7;
