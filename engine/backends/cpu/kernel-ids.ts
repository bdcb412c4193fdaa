/** The numbers of the kernels, by which commands name them; read by TypeScript and AssemblyScript alike. */
export const FILL = 1;
export const COPY = 2;
export const ADD = 3;
export const RELU = 4;
export const RELU_GRADIENT = 5;
export const PACK = 6;
export const PRODUCT = 7;
export const PACK_ROWS = 8;
export const CORRELATE = 9;
export const SUM_ROWS = 10;
export const SUM_PARTS = 11;
export const BORDER = 12;
export const SOFTMAX_CROSS_ENTROPY = 40;
export const SUM_LOSSES = 41;
