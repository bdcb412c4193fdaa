/** What a value of a search is drawn from, held against what can stand at its place. */
import { any, call, type Argument as Description, int, list } from '../../../model/catalog/arguments.ts';
import type { Callable } from '../../../model/catalog/callable.ts';
import { distributions } from '../../../model/distributions/index.ts';
import type { PathTarget } from '../paths/path.ts';
import type { Expression } from '../syntax/tree.ts';
import type { Surroundings } from './around.ts';
import { bind } from './bind.ts';
import { calleeOf, type ReadCall, readCall } from './callables.ts';
import { convert, isRefusal } from './convert.ts';
import { renameFix } from './reporter.ts';
import { callableKinds } from './settings.ts';

/** `path` names the place in messages. `null` is wrong, which has been said. */
export function readDistribution(
  path: string,
  value: Expression,
  target: PathTarget,
  around: Surroundings,
): ReadCall | null {
  const description = descriptionOf(target);
  if (description === null) {
    const message = `${path} is no single value; vary an argument within it, for example ${path}.….`;
    around.reporter.say('unknown-path', value, message);
    return null;
  }
  const written = calleeOf(value);
  if (written?.callee.text !== 'choice') {
    const read = readCall(['distribution'], value, around);
    return read === null || !fits(path, read, description, around) ? null : read;
  }
  // Each of the values is read as what stands at the place: a number, a word, a call.
  const choice: Callable = {
    ...distributions.choice,
    args: { values: list(distributions.choice.args.values.doc, description, { rest: true }) },
  };
  const before = around.reporter.diagnostics.length;
  const { values, given } = bind(choice, written.callee, written.args, around);
  if (around.reporter.diagnostics.length > before) return null;
  const chosen = values.values;
  if (Array.isArray(chosen) && chosen.length > 0 && !chosen.includes(null))
    return {
      kind: 'distribution',
      call: { name: 'choice', args: { values: chosen } },
      callee: written.callee,
      at: value,
      given,
    };
  around.reporter.say(
    'wrong-type',
    value,
    `${path}: choice takes the values to choose from, for example ${choice.example}.`,
  );
  return null;
}

/** What a single value there is; `null` where it is not one. */
function descriptionOf(target: PathTarget): Description | null {
  if (target.kind === 'argument') return target.description.kind === 'tensor' ? null : target.description;
  if (target.kind === 'parameter') return any('A value of the parameter.');
  const { spec } = target;
  if (spec.takes === 'integer') return int(spec.doc, { min: spec.min });
  if (['losses', 'list', 'patterns', 'scales', 'columns'].includes(spec.takes)) return null;
  return call(spec.doc, callableKinds(spec));
}

function fits(path: string, read: ReadCall, description: Description, { reporter }: Surroundings): boolean {
  const { call: drawn, callee, given, at } = read;
  const { low, high } = drawn.args;
  if (typeof low !== 'number' || typeof high !== 'number') return false;
  if (low > high) {
    const message = `${drawn.name} draws from low to high; ${low} is more than ${high}.`;
    const [first, second] = [given.get('low')?.value, given.get('high')?.value];
    const fixes =
      first === undefined || second === undefined
        ? []
        : [
            {
              title: `Draw from ${high} to ${low}`,
              changes: [
                { start: first.start, end: first.end, text: `${high}` },
                { start: second.start, end: second.end, text: `${low}` },
              ],
            },
          ];
    reporter.say('out-of-range', at, message, { fixes });
    return false;
  }
  if (description.kind === 'any') return true;
  if (description.kind === 'int' && drawn.name !== 'integers') {
    const whole = Number.isInteger(low) && Number.isInteger(high);
    const message = `${path} takes whole numbers; ${drawn.name} draws fractions. integers(1, 4) and choice(32, 64) draw whole ones.`;
    reporter.say('wrong-type', callee, message, { fixes: whole ? renameFix(callee, 'integers') : [] });
    return false;
  }
  if (description.kind !== 'int' && description.kind !== 'float') {
    const message = `${path} takes no number that ${drawn.name} could draw; name the values: choice(…).`;
    reporter.say('wrong-type', callee, message);
    return false;
  }
  for (const [name, bound] of Object.entries({ low, high })) {
    const converted = convert(description, bound);
    if (!isRefusal(converted)) continue;
    const place = given.get(name)?.value ?? at;
    reporter.say('out-of-range', place, `${path} must be ${converted.expected}; this draws ${bound}.`);
    return false;
  }
  return true;
}
