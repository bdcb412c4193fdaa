/** Calls of functions that a file defines: `fn divisible(v, d=8) = …`. Pure, and without recursion. */
import type { CallExpression, FunctionItem } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { type Budget, cost, tooMuch } from './budget.ts';
import { evaluate } from './expressions.ts';
import { nearest, renameFix } from './reporter.ts';
import { type Computed, Environment, type FileScope } from './values.ts';

/** Functions that call functions. */
const DEEPEST = 64;

export function callFunction(
  { callee, args }: CallExpression,
  { item, scope }: { readonly item: FunctionItem; readonly scope: FileScope },
  around: Surroundings,
): Computed {
  const computing = around.computing ?? [];
  if (computing.includes(item)) {
    const message = `${callee.text} calls itself; a function is computed without recursion.`;
    around.reporter.say('recursive-function', callee, message);
    return null;
  }
  const stopped = whyStopped(callee.text, computing.length, around.budget);
  if (stopped !== null) {
    around.reporter.say(stopped.code, callee, stopped.message);
    return null;
  }
  const environment = new Environment(scope);
  const names = item.parameters.map(({ name }) => name.text);
  const given = new Map<string, Computed>();
  (args ?? []).forEach((argument, position) => {
    const name = argument.name?.text ?? names[position];
    const value = evaluate(argument.value, around);
    if (name !== undefined && names.includes(name)) given.set(name, value);
    else {
      const fixes = argument.name === null ? [] : renameFix(argument.name, nearest(argument.name.text, names));
      const message = `${callee.text} takes ${names.join(', ') || 'no arguments'}.`;
      around.reporter.say('unknown-argument', argument.name ?? argument, message, { fixes });
    }
  });
  // What is wrong inside of it is said where it is written, once, with nothing known of its parameters.
  const inside: Surroundings = { ...around, environment, here: null, computing: [...computing, item] };
  for (const { name, default: value } of item.parameters) {
    const known = given.get(name.text);
    if (known !== undefined) environment.define(name.text, known);
    else if (value !== null) environment.define(name.text, evaluate(value, inside));
    else {
      environment.define(name.text, null);
      around.reporter.say('missing-argument', callee, `${callee.text} needs ${name.text}.`);
    }
  }
  const before = around.reporter.diagnostics.length;
  const result = evaluate(item.value, inside);
  // A fault inside points there; here it is the call that brought it about.
  for (const found of around.reporter.take(before)) {
    around.reporter.say(found.code, callee, `${callee.text}: ${found.message}`, {
      related: [{ start: found.start, end: found.end, message: 'in this function', file: scope.file }],
    });
  }
  return result;
}

function whyStopped(name: string, depth: number, budget: Budget): { code: string; message: string } | null {
  if (depth >= DEEPEST)
    return {
      code: 'recursion-too-deep',
      message: `${name} is called ${DEEPEST} functions deep, and that is where it ends.`,
    };
  return budget.spend(cost.function)
    ? null
    : { code: 'model-too-large', message: `${tooMuch(budget)} The functions come to that here.` };
}
