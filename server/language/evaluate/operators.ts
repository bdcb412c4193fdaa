/** The operators and functions of expressions over numbers. */

export const functions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  ceil: ([value = Number.NaN]) => Math.ceil(value),
  floor: ([value = Number.NaN]) => Math.floor(value),
  round: ([value = Number.NaN]) => Math.round(value),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  pow: ([base = Number.NaN, exponent = Number.NaN]) => base ** exponent,
};

/** `length` counts the elements of a list. */
export const functionNames: readonly string[] = [...Object.keys(functions), 'length'];

export const operators: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '**': (a, b) => a ** b,
  '%': (a, b) => a - b * Math.floor(a / b),
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
