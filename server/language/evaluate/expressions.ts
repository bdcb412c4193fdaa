/** What an expression is worth. Never throws: what cannot be known is `null`, and why has been said once. */
import { isLayerName } from '../../../model/layers/index.ts';
import { axisNames, extentAlong, type Shape } from '../../../model/shape.ts';
import type { CallExpression, Expression, Name } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { callFunction } from './functions.ts';
import { inList, LONGEST_LIST, listOf } from './lists.ts';
import { functionNames, functions, operators } from './operators.ts';
import { nearest, Reporter, renameFix } from './reporter.ts';
import { type Computed, isData, isShapeCall, isShared, isTensor } from './values.ts';

export function evaluate(expression: Expression, around: Surroundings): Computed {
  switch (expression.kind) {
    case 'integer':
      return bounded(expression.value, expression, around);
    case 'float':
      return Number.isFinite(expression.value) ? expression.value : bounded(expression.value, expression, around);
    case 'string':
    case 'boolean':
      return expression.value;
    case 'size':
      return expression.extents;
    case 'list':
    case 'tuple':
      return listOf(
        expression.elements.map((element) => evaluate(element, around)),
        expression,
        around,
      );
    case 'name':
      return named(expression.text, around);
    case 'member':
      return member(expression, around);
    case 'index':
      return indexed(expression, around);
    case 'call':
      return called(expression, around);
    case 'unary':
      return unary(expression, around);
    case 'binary':
      return binary(expression, around);
    case 'if':
      return chosen(expression, around);
    case 'unknown':
    case 'map':
    case 'error':
      return null;
  }
}

/** A name that nothing has is said where names are resolved. */
function named(text: string, { environment }: Surroundings): Computed {
  const value = environment.get(text);
  if (value !== undefined) return value;
  const item = environment.file.data.get(text);
  return item === undefined ? null : { kind: 'data', item };
}

/** What can stand behind the name of a data item. */
export const dataProperties = ['classes', 'count', 'height', 'width', 'channels', 'features', 'vocab'] as const;

function member({ of, member: property }: Extract<Expression, { kind: 'member' }>, around: Surroundings): Computed {
  if (property === null) return null;
  if (of.kind === 'name' && of.text === 'here' && around.environment.get('here') === undefined)
    return extentOf(around.here, property, 'The tensor here', around);
  const whole = evaluate(of, around);
  if (isTensor(whole)) {
    const inner = whole.members?.get(property.text);
    if (inner !== undefined) return inner;
    if (whole.members !== undefined && !(axisNames as readonly string[]).includes(property.text))
      return noMember(property, [...whole.members.keys()], around);
    return whole.reference === null ? null : extentOf(around.shapeOf(whole.reference), property, 'The tensor', around);
  }
  const [first] = Array.isArray(whole) ? (whole as readonly Computed[]) : [];
  const shared = first !== undefined && isTensor(first) ? first.members?.get(property.text) : undefined;
  if (shared !== undefined) return shared;
  if (isData(whole)) return dataProperty(whole.item, property, around);
  if (whole !== null) around.reporter.say('unknown-property', property, `${describe(whole)} has no properties.`);
  return null;
}

function extentOf(shape: Shape | null, property: Name, what: string, { reporter }: Surroundings): Computed {
  if (shape === null) return null;
  const axis = axisNames.find((name) => name === property.text);
  const extent = axis === undefined ? undefined : extentAlong(shape, axis);
  if (extent !== undefined) return extent;
  const message = `${what} has no ${property.text}; it has ${shape.axes.join(', ')}.`;
  reporter.say('unknown-property', property, message, {
    fixes: renameFix(property, nearest(property.text, shape.axes)),
  });
  return null;
}

function noMember(property: Name, known: readonly string[], { reporter }: Surroundings): null {
  const there = known.length === 0 ? 'nothing in it has a name' : `there is ${known.join(', ')}`;
  reporter.say('unknown-property', property, `There is no ${property.text} in it; ${there}.`, {
    fixes: renameFix(property, nearest(property.text, known)),
  });
  return null;
}

function dataProperty(item: Parameters<Surroundings['factsOf']>[0], property: Name, around: Surroundings): Computed {
  const key = dataProperties.find((name) => name === property.text);
  if (key === undefined) return noMember(property, dataProperties, around);
  const facts = around.factsOf(item);
  if (facts === null) return null;
  switch (key) {
    case 'classes':
    case 'count':
    case 'vocab':
      return facts[key];
    case 'features':
      return facts.shape?.length === 1 ? (facts.shape[0] ?? null) : null;
    default:
      return facts.shape?.[['height', 'width', 'channels'].indexOf(key)] ?? null;
  }
}

function indexed({ of, index }: Extract<Expression, { kind: 'index' }>, around: Surroundings): Computed {
  const list = evaluate(of, around);
  const at = numeric(index, around);
  if (list === null || at === null) return null;
  if (!Array.isArray(list)) return mismatch(of, 'a list', list, around);
  const values = list as readonly Computed[];
  const found = Number.isInteger(at) ? values.at(at) : undefined;
  if (found !== undefined) return found;
  const message = `The list has ${values.length} elements, 0 to ${values.length - 1}; there is none at ${at}.`;
  around.reporter.say('out-of-range', index, message);
  return null;
}

function chosen(expression: Extract<Expression, { kind: 'if' }>, around: Surroundings): Computed {
  const condition = evaluate(expression.condition, around);
  if (typeof condition === 'boolean') return evaluate(condition ? expression.then : expression.otherwise, around);
  mismatch(expression.condition, 'a condition: true or false', condition, around);
  // Of two possible values neither is known; what is wrong in them is wrong all the same.
  evaluate(expression.then, around);
  evaluate(expression.otherwise, around);
  return null;
}

const shapeCalls: Readonly<Record<string, number>> = { tokens: 1, sequence: 2 };

function called(call: CallExpression, around: Surroundings): Computed {
  const { callee, args } = call;
  const own = around.environment.file.functions.get(callee.text);
  if (own !== undefined) return callFunction(call, own, around);
  const values = (args ?? []).map(({ value }) => evaluate(value, around));
  if (shapeCalls[callee.text] === values.length)
    return {
      kind: 'shape',
      name: callee.text,
      extents: values.map((value) => (typeof value === 'number' ? value : null)),
    };
  if (callee.text === 'length') return Array.isArray(values[0]) ? values[0].length : null;
  const compute = functions[callee.text];
  if (compute === undefined && (isLayerName(callee.text) || around.environment.file.callables.has(callee.text))) {
    const message = `${callee.text} is no function: it makes a tensor. Without \`let\` its tensor has a name: a = ${callee.text}(…).`;
    around.reporter.say('layer-as-value', callee, message);
    return null;
  }
  if (compute === undefined) {
    const known = [...around.environment.file.functions.keys(), ...functionNames];
    around.reporter.say('unknown-name', callee, `There is no function ${callee.text}; there are ${known.join(', ')}.`, {
      fixes: renameFix(callee, nearest(callee.text, known)),
    });
    return null;
  }
  if (values.length === 0) {
    around.reporter.say('missing-argument', callee, `${callee.text} takes a number.`);
    return null;
  }
  if (callee.text === 'pow' && values.length !== 2) {
    around.reporter.say('missing-argument', callee, 'pow takes two numbers: pow(2, 3) is 8.');
    return null;
  }
  const flat = values.length === 1 && Array.isArray(values[0]) ? (values[0] as readonly Computed[]) : values;
  const numbers = flat.filter((value): value is number => typeof value === 'number');
  if (numbers.length === flat.length) return bounded(compute(numbers), call, around);
  flat.forEach((value, i) => {
    if (value !== null && typeof value !== 'number') mismatch(args?.[i]?.value ?? call, 'a number', value, around);
  });
  return null;
}

function unary({ operator, operand }: Extract<Expression, { kind: 'unary' }>, around: Surroundings): Computed {
  if (operator === '-') {
    const value = numeric(operand, around);
    return value === null ? null : -value;
  }
  const value = evaluate(operand, around);
  return typeof value === 'boolean' ? !value : mismatch(operand, 'true or false', value, around);
}

function binary(expression: Extract<Expression, { kind: 'binary' }>, around: Surroundings): Computed {
  const { operator, left, right } = expression;
  if (operator === 'and' || operator === 'or') {
    const a = evaluate(left, around);
    if (typeof a === 'boolean' && a === (operator === 'or')) return a;
    if (typeof a !== 'boolean') mismatch(left, 'true or false', a, around);
    const b = evaluate(right, around);
    if (typeof b !== 'boolean') return mismatch(right, 'true or false', b, around);
    return typeof a === 'boolean' || b === (operator === 'or') ? b : null;
  }
  if (operator === '==' || operator === '!=') {
    const a = evaluate(left, around);
    const b = evaluate(right, around);
    if (a === null || b === null) return null;
    return isSame(a, b) === (operator === '==');
  }
  const a = numeric(left, around);
  const b = numeric(right, around);
  if (a === null || b === null) return null;
  if (operator === '..') return range(a, b, expression, around);
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    around.reporter.say('division-by-zero', right, 'Division by zero.');
    return null;
  }
  const value = operators[operator]?.(a, b) ?? null;
  return typeof value === 'number' ? bounded(value, expression, around) : value;
}

/** Lists and shapes are the same where their elements are, tensors where they are one tensor. */
function isSame(a: Computed, b: Computed): boolean {
  if (isTensor(a) && isTensor(b)) return a.reference === b.reference;
  if (isData(a) && isData(b)) return a.item === b.item;
  if (isShapeCall(a) && isShapeCall(b)) return a.name === b.name && isSame(a.extents, b.extents);
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const others = b as readonly Computed[];
  return a.length === b.length && (a as readonly Computed[]).every((element, i) => isSame(element, others[i] ?? null));
}

/** `a..b`: from a on, b excluded. */
function range(from: number, to: number, at: Expression, around: Surroundings): Computed {
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    around.reporter.say('wrong-type', at, `A range goes from one integer to another; not from ${from} to ${to}.`);
    return null;
  }
  if (to - from <= LONGEST_LIST)
    return listOf(
      Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i),
      at,
      around,
    );
  around.reporter.say('out-of-range', at, `A range of ${to - from} is too long; at most ${LONGEST_LIST}.`);
  return null;
}

/** Beyond 2⁵³ integers are no longer exact. */
function bounded(value: number, at: Expression, { reporter }: Surroundings): number | null {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  const message = Number.isNaN(value) ? 'This has no value.' : 'This is more than 2⁵³, beyond what is counted exactly.';
  reporter.say('number-too-large', at, message);
  return null;
}

export function numeric(expression: Expression, around: Surroundings): number | null {
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
  if (isTensor(value)) return 'a tensor';
  if (isShared(value)) return 'a shared block';
  if (isData(value)) return 'a data set';
  if (isShapeCall(value)) return `a shape of ${value.name}`;
  if (typeof value === 'object')
    return `the list (${inList(value as readonly Computed[], (element) => (typeof element === 'object' ? '…' : String(element)))})`;
  return String(value);
}

/** What is not used still has to be right, but says nothing. */
export const silently = (around: Surroundings): Surroundings => ({ ...around, reporter: new Reporter() });

/** The identifier a bare argument is made of, if it is one. */
export function bareName(expression: Expression): Name | null {
  return expression.kind === 'name' ? { text: expression.text, start: expression.start, end: expression.end } : null;
}
