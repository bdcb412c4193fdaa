/** What an expression is worth. Never throws: what cannot be known is `null`, and why has been said once. */
import type { Extent, Shape } from '../../../model/shape.ts';
import type { CallExpression, Expression, Name } from '../syntax/tree.ts';
import { nearest, Reporter, renameFix } from './reporter.ts';
import type { Computed, Scope } from './scope.ts';

export interface Surroundings {
  readonly scope: Scope;
  readonly reporter: Reporter;
  /** The shape at this place, for `here.channels`. */
  readonly here: Shape | null;
}

const functions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  ceil: ([value = Number.NaN]) => Math.ceil(value),
  floor: ([value = Number.NaN]) => Math.floor(value),
  round: ([value = Number.NaN]) => Math.round(value),
};

export const functionNames: readonly string[] = Object.keys(functions);

const operators: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

export function evaluate(expression: Expression, around: Surroundings): Computed {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'string':
    case 'boolean':
      return expression.value;
    case 'size':
      return expression.extents;
    case 'list':
    case 'tuple':
      return expression.elements.map((element) => evaluate(element, around));
    case 'name':
      return named(expression.text, expression, around);
    case 'member':
      return member(expression, around);
    case 'call':
      return called(expression, around);
    case 'unary':
      return unary(expression, around);
    case 'binary':
      return binary(expression, around);
    case 'if': {
      const condition = evaluate(expression.condition, around);
      if (typeof condition !== 'boolean') {
        passOver(expression.then, around);
        passOver(expression.otherwise, around);
        return mismatch(expression.condition, 'a condition: true or false', condition, around);
      }
      passOver(condition ? expression.otherwise : expression.then, around);
      return evaluate(condition ? expression.then : expression.otherwise, around);
    }
    case 'error':
      return null;
  }
}

function named(text: string, at: Expression, { scope, reporter }: Surroundings): Computed {
  const binding = scope.use(text, at);
  if (binding !== undefined) return binding.value;
  const product = /^([A-Za-z0-9]+)x([A-Za-z0-9]+)$/.exec(text);
  const parts = product?.slice(1).filter((part) => /^\d+$/.test(part) || scope.get(part) !== undefined) ?? [];
  if (product !== null && (parts.length === 2 || product[1] === product[2])) {
    const tuple = `(${product[1]}, ${product[2]})`;
    const message = `${text} is no name; sizes like 3x3 are written with digits, a computed one as a tuple: ${tuple}.`;
    const change = { start: at.start, end: at.end, text: tuple };
    // Where a part of it has no value yet, writing it as a tuple would mend nothing.
    const fixes = parts.length === 2 ? [{ title: `Write ${tuple}`, changes: [change] }] : [];
    reporter.say('unknown-name', at, message, { fixes });
    return null;
  }
  const near = nearest(text, scope.names());
  const hint = near === undefined ? '' : ` Is ${near} meant?`;
  reporter.say('unknown-name', at, `Nothing here is called ${text}.${hint}`, { fixes: renameFix(at, near) });
  return null;
}

export const axes = ['height', 'width', 'channels', 'features'] as const;

function member(expression: Extract<Expression, { kind: 'member' }>, { reporter, here }: Surroundings): Computed {
  const { of, member: property } = expression;
  if (of.text !== 'here') {
    reporter.say('unknown-name', of, `${of.text} has no properties; \`here\` has ${axes.join(', ')}.`);
    return null;
  }
  if (property === null || here === null) return null;
  const index = (here.axes as readonly string[]).indexOf(property.text);
  const extent: Extent | undefined = here.extents[index];
  if (extent === undefined) {
    const message = `The tensor here has no ${property.text}; it has ${here.axes.join(', ')}.`;
    reporter.say('unknown-property', property, message, {
      fixes: renameFix(property, nearest(property.text, here.axes)),
    });
    return null;
  }
  return extent;
}

/** What is not evaluated still uses names, and must not be faulted for what it would be worth. */
function passOver(expression: Expression, around: Surroundings): void {
  evaluate(expression, { ...around, reporter: new Reporter() });
}

function called({ callee, args }: CallExpression, around: Surroundings): Computed {
  const compute = functions[callee.text];
  if (compute === undefined) {
    const near = nearest(callee.text, functionNames);
    around.reporter.say(
      'unknown-name',
      callee,
      `There is no function ${callee.text}; there are ${functionNames.join(', ')}.`,
      { fixes: renameFix(callee, near) },
    );
    return null;
  }
  const values = (args ?? []).map(({ value }) => numeric(value, around));
  if (values.length === 0) {
    around.reporter.say('missing-argument', callee, `${callee.text} takes a number.`);
    return null;
  }
  return values.some((value) => value === null) ? null : compute(values as number[]);
}

function unary({ operator, operand }: Extract<Expression, { kind: 'unary' }>, around: Surroundings): Computed {
  if (operator === '-') {
    const value = numeric(operand, around);
    return value === null ? null : -value;
  }
  const value = evaluate(operand, around);
  return typeof value === 'boolean' ? !value : mismatch(operand, 'true or false', value, around);
}

function binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, around: Surroundings): Computed {
  if (operator === 'and' || operator === 'or') {
    const a = evaluate(left, around);
    if (typeof a !== 'boolean' || a === (operator === 'or')) {
      passOver(right, around);
      return typeof a === 'boolean' ? a : mismatch(left, 'true or false', a, around);
    }
    const b = evaluate(right, around);
    return typeof b === 'boolean' ? b : mismatch(right, 'true or false', b, around);
  }
  if (operator === '..') {
    around.reporter.say('not-yet', { start: left.start, end: right.end }, 'Ranges are not in the language yet.');
    return null;
  }
  const a = numeric(left, around);
  const b = numeric(right, around);
  if (a === null || b === null) return null;
  if (b === 0 && ['/', '//', '%'].includes(operator)) {
    around.reporter.say('division-by-zero', right, 'Division by zero.');
    return null;
  }
  return operators[operator]?.(a, b) ?? null;
}

function numeric(expression: Expression, around: Surroundings): number | null {
  const value = evaluate(expression, around);
  if (typeof value === 'number' || value === null) return value;
  mismatch(expression, 'a number', value, around);
  return null;
}

function mismatch(at: Expression, expected: string, found: Computed, { reporter }: Surroundings): null {
  if (found !== null) reporter.say('wrong-type', at, `Expected ${expected}; this is ${describe(found)}.`);
  return null;
}

/** A value in words. */
export function describe(value: Computed): string {
  if (value === null) return 'unknown';
  if (typeof value === 'string') return `the text "${value}"`;
  if (typeof value === 'object')
    return `the list (${value.map((element) => (typeof element === 'object' ? '…' : String(element))).join(', ')})`;
  return String(value);
}

/** The identifier a bare argument is made of, if it is one. */
export function bareName(expression: Expression): Name | null {
  return expression.kind === 'name' ? { text: expression.text, start: expression.start, end: expression.end } : null;
}
