/** One rule for each token that gives a habit of another language away; `null` where it means something here. */
import type { TextChange } from '../analysis.ts';
import type { Habit } from './habits.ts';
import type { Token } from './lexer.ts';
import { indentOf, isConnective } from './signs.ts';

type Tokens = readonly Token[];
/** `all` holds white space and comments too. */
export type HabitRule = (tokens: Tokens, i: number, all: Tokens) => Habit | null;

const NONE: Token = { kind: 'end', text: '', start: 0, end: 0 };
const at = (tokens: Tokens, i: number): Token => tokens[i] ?? NONE;
const put = (start: number, end: number, text: string): TextChange => ({ start, end, text });

const startsLine = (tokens: Tokens, i: number): boolean => i === 0 || at(tokens, i - 1).kind === 'newline';
const startsStatement = (tokens: Tokens, i: number): boolean =>
  startsLine(tokens, i) || [';', '{', '}'].includes(at(tokens, i - 1).text);

/** Two tokens with nothing between. */
const adjacent = (tokens: Tokens, i: number): boolean => at(tokens, i).end === at(tokens, i + 1).start;

/** How many tokens a rule looks over. */
const FAR = 256;

/** The first of the texts from `i` on that stands in no bracket, before the line ends; −1: none. */
function find(tokens: Tokens, i: number, ...texts: readonly string[]): number {
  let depth = 0;
  for (let j = i; j < i + FAR; j++) {
    const { kind, text } = at(tokens, j);
    if (kind === 'newline' || kind === 'end') return -1;
    if (depth === 0 && texts.includes(text)) return j;
    if (text === '(' || text === '[') depth++;
    else if ((text === ')' || text === ']') && --depth < 0) return -1;
  }
  return -1;
}

/** `for i in 0..3 {`, `for i in 0..3:` */
const loop: HabitRule = (tokens, i) => {
  const [word, variable] = [at(tokens, i), at(tokens, i + 1)];
  if (!startsStatement(tokens, i) || variable.kind !== 'name' || at(tokens, i + 2).text !== 'in') return null;
  const end = find(tokens, i + 3, '{', ':');
  if (end < 0) return null;
  const over = at(tokens, end - 1).end;
  const braces = at(tokens, end).text === '{' ? [] : indented(tokens, i, end);
  if (braces === null) return null;
  const head = put(word.start, variable.start, 'repeat(');
  const changes = [head, put(over, over, ')'), ...braces];
  return { start: word.start, end: over, message: 'A loop is repeat(i in 0..3) { … } here.', changes };
};

/** A block by indentation behind the colon at `colon`: its braces. */
function indented(tokens: Tokens, i: number, colon: number): TextChange[] | null {
  if (at(tokens, colon + 1).kind !== 'newline') return null;
  let line = i;
  while (line > 0 && at(tokens, line - 1).kind !== 'newline') line--;
  const indent = indentOf(tokens, line);
  let last = -1;
  for (let j = colon + 2; j < tokens.length; j++) {
    const { kind, text } = at(tokens, j);
    if (kind === 'newline') continue;
    const first = at(tokens, j - 1).kind === 'newline';
    if (kind === 'end' || (first && (indentOf(tokens, j) <= indent || text === '}'))) break;
    last = j;
  }
  if (last < 0) return null;
  const { end } = at(tokens, last);
  const brace = put(at(tokens, colon - 1).end, at(tokens, colon).end, ' {');
  return [brace, put(end, end, `\n${' '.repeat(indent)}}`)];
}

/** `if c:`, `else:` */
const conditional: HabitRule = (tokens, i) => {
  const word = at(tokens, i);
  const colon = startsStatement(tokens, i) ? find(tokens, i + 1, ':', '{') : -1;
  if (colon < 0 || at(tokens, colon).text !== ':') return null;
  const changes = indented(tokens, i, colon);
  const { end } = at(tokens, colon);
  return changes === null
    ? null
    : { start: word.start, end, message: `${example(word.text)} has braces here.`, changes };
};
const example = (word: string): string => (word === 'else' ? 'else { … }' : 'if c { … }');

/** `} elif c {`, `elif c:` */
const elseIf: HabitRule = (tokens, i) => {
  let before = i - 1;
  while (at(tokens, before).kind === 'newline') before--;
  const { start, end } = at(tokens, i);
  const rest = conditional(tokens, i, tokens);
  if (rest === null && at(tokens, before).text !== '}') return null;
  return {
    start,
    end,
    message: 'elif is else if here.',
    changes: [put(start, end, 'else if'), ...(rest?.changes ?? [])],
  };
};

/** `repeat 3 {`, `collect i in 0..3 {` */
const bareLoop: HabitRule = (tokens, i) => {
  const [word, next] = [at(tokens, i), at(tokens, i + 1)];
  const begins = startsStatement(tokens, i) || ['=', '->'].includes(at(tokens, i - 1).text);
  if (!begins || (next.kind !== 'integer' && next.kind !== 'name')) return null;
  const brace = find(tokens, i + 1, '{', '->', '=', ';');
  if (at(tokens, brace).text !== '{') return null;
  const { end } = at(tokens, brace - 1);
  const message = `What ${word.text} runs over stands in parentheses: ${word.text}(i in 0..3) { … }.`;
  return { start: word.start, end, message, changes: [put(word.end, next.start, '('), put(end, end, ')')] };
};

/** `&&` and `||`, which are two tokens. */
const both =
  (word: string): HabitRule =>
  (tokens, i) => {
    const [{ start, text }, second] = [at(tokens, i), at(tokens, i + 1)];
    if (second.text !== text || !adjacent(tokens, i)) return null;
    const message = `${text}${text} is \`${word}\` here.`;
    return { start, end: second.end, message, changes: [put(start, second.end, word)] };
  };

const not: HabitRule = (tokens, i) => {
  const { kind, start, end } = at(tokens, i);
  return kind === 'unknown' ? { start, end, message: '! is `not` here.', changes: [put(start, end, 'not ')] } : null;
};

const isOperand = ({ kind }: Token): boolean => kind === 'name' || kind === 'integer' || kind === 'float';

/** `2**i`, `2^i` */
const power: HabitRule = (tokens, i) => {
  const { text, start, end: first } = at(tokens, i);
  const long = text === '*';
  if (long && (at(tokens, i + 1).text !== '*' || !adjacent(tokens, i))) return null;
  const end = long ? at(tokens, i + 1).end : first;
  const [left, right] = [at(tokens, i - 1), at(tokens, i + (long ? 2 : 1))];
  const behind = at(tokens, i + (long ? 3 : 2)).text;
  const alone =
    isOperand(left) && isOperand(right) && at(tokens, i - 2).text !== '.' && !['(', '[', '.'].includes(behind);
  const changes = alone ? [put(left.start, right.end, `pow(${left.text}, ${right.text})`)] : [];
  const message = `A power is pow(a, b) here${alone ? `: pow(${left.text}, ${right.text})` : ''}.`;
  return { start, end, message, changes, reads: [{ kind: 'symbol', text: '**', start, end }] };
};

/** `'text'` */
const quoted: HabitRule = (tokens, i, all) => {
  const open = at(tokens, i);
  if (open.kind !== 'unknown') return null;
  let j = i + 1;
  while (at(tokens, j).text !== "'")
    if (at(tokens, j).kind === 'newline' || at(tokens, j++).kind === 'end') return null;
  const { start, end } = { start: open.start, end: at(tokens, j).end };
  const inside = all.filter((token) => token.start > start && token.end < end).map(({ text }) => text);
  const text = JSON.stringify(inside.join(''));
  const message = `Texts stand in double quotation marks: ${text}.`;
  return { start, end, message, changes: [put(start, end, text)], reads: [{ kind: 'string', text, start, end }] };
};

/** Whether the token stands in a file that defines something of its name. */
const isDefined = (tokens: Tokens, name: string): boolean =>
  tokens.some(({ text }, i) => text === name && ['fn', 'block', 'model', 'let'].includes(at(tokens, i - 1).text));

/** `range(4)`, `range(1, 4)` */
const range: HabitRule = (tokens, i) => {
  const [word, first] = [at(tokens, i), at(tokens, i + 2)];
  const close = find(tokens, i + 2, ')');
  if (at(tokens, i + 1).text !== '(' || close <= i + 2 || isDefined(tokens, word.text)) return null;
  const comma = find(tokens, i + 2, ',');
  if (comma >= 0 && find(tokens, comma + 1, ',') >= 0) return null;
  const { start, end } = at(tokens, close);
  const zero = put(word.start, first.start, comma < 0 ? '0..' : '');
  const dots = comma < 0 ? [] : [put(at(tokens, comma - 1).end, at(tokens, comma + 1).start, '..')];
  const message = 'range(n) is 0..n here, and range(a, b) is a..b.';
  return { start: word.start, end, message, changes: [zero, ...dots, put(start, end, '')] };
};

/** `True`, `False` */
const boolean: HabitRule = (tokens, i) => {
  const { start, end, text } = at(tokens, i);
  const [before, next] = [at(tokens, i - 1).text, at(tokens, i + 1).text];
  if (next === '=' || next === '(' || before === '.' || isDefined(tokens, text)) return null;
  const word = text.toLowerCase();
  return { start, end, message: `${text} is ${word} here.`, changes: [put(start, end, word)] };
};

const nothing: HabitRule = (tokens, i) => {
  const { start, end, text } = at(tokens, i);
  const [before, next] = [at(tokens, i - 1).text, at(tokens, i + 1).text];
  if (!['=', ',', '(', ':'].includes(before) || next === '=' || isDefined(tokens, text)) return null;
  const message = 'There is no None here: what is not given is left out.';
  return { start, end, message, changes: [], reads: [{ kind: 'symbol', text: '?', start, end }] };
};

/** `// comment` */
const comment: HabitRule = (tokens, i) => {
  const { start, end } = at(tokens, i);
  if (!startsLine(tokens, i)) return null;
  let j = i + 1;
  while (at(tokens, j).kind !== 'newline' && at(tokens, j).kind !== 'end') j++;
  return {
    start,
    end: at(tokens, j - 1).end,
    message: 'A comment starts with # here.',
    changes: [put(start, end, '#')],
    reads: [],
  };
};

/** A comment between a slash with a star and a star with a slash. */
const longComment: HabitRule = (tokens, i) => {
  const { start, end } = at(tokens, i);
  if (at(tokens, i + 1).text !== '*' || !adjacent(tokens, i) || !startsStatement(tokens, i)) return null;
  let j = i + 2;
  const closes = () => at(tokens, j).text === '*' && at(tokens, j + 1).text === '/' && adjacent(tokens, j);
  while (!closes()) if (at(tokens, j++).kind === 'end') return null;
  const [star, last] = [at(tokens, j), at(tokens, j + 1)];
  const oneLine = !tokens.slice(i, j).some(({ kind }) => kind === 'newline') && at(tokens, j + 2).kind === 'newline';
  const changes = oneLine ? [put(start, end + 1, '#'), put(star.start, last.end, '')] : [];
  return { start, end: last.end, message: 'A comment starts with # on each of its lines here.', changes, reads: [] };
};

/** `pad: 1` among arguments. */
const colon: HabitRule = (tokens, i) => {
  const [name, next] = [at(tokens, i - 1), at(tokens, i + 1)];
  if (name.kind !== 'name' || !['(', ','].includes(at(tokens, i - 2).text)) return null;
  let depth = 0;
  let j = i - 2;
  for (; j > i - FAR && j >= 0; j--) {
    const { text } = at(tokens, j);
    if (')]}'.includes(text)) depth++;
    else if ('([{'.includes(text) && text !== '' && --depth < 0) break;
  }
  if (at(tokens, j).text !== '(' || next.kind === 'newline') return null;
  const message = `An argument is given with =: ${name.text}=….`;
  return { start: name.start, end: at(tokens, i).end, message, changes: [put(name.end, next.start, '=')] };
};

/** `loss = 0.5 dice` */
const factor: HabitRule = (tokens, i) => {
  const [before, number, next] = [at(tokens, i - 1).text, at(tokens, i), at(tokens, i + 1)];
  if (!['=', '+', ':'].includes(before) || next.kind !== 'name' || isConnective(next)) return null;
  const { start, end, text } = number;
  const message = `A factor has a * behind it: ${text} * ${next.text}.`;
  return { start, end: next.end, message, changes: [put(end, end, ' *')] };
};

/** `warmup(5) -> cosine()`, `warmup(5) + cosine()` */
const warmup: HabitRule = (tokens, i) => {
  const close = at(tokens, i + 1).text === '(' ? find(tokens, i + 2, ')') : -1;
  const [arrow, next] = [at(tokens, close + 1), at(tokens, close + 2)];
  if (close < 0 || (arrow.text !== '->' && arrow.text !== '+') || next.kind !== 'name') return null;
  const last = at(tokens, close + 3).text === '(' ? find(tokens, close + 4, ')') : close + 2;
  if (last < 0) return null;
  const { end } = at(tokens, last);
  const then = put(at(tokens, close).start, next.start, close === i + 2 ? 'then=' : ', then=');
  const message = `What comes behind warmup is its argument: warmup(5, then=${next.text}()).`;
  return { start: at(tokens, i).start, end, message, changes: [then, put(end, end, ')')] };
};

/** By the text of the token; numbers by `1`. */
export const habitRules: ReadonlyMap<string, HabitRule> = new Map([
  ['for', loop],
  ['if', conditional],
  ['else', conditional],
  ['elif', elseIf],
  ['repeat', bareLoop],
  ['collect', bareLoop],
  ['&', both('and')],
  ['|', both('or')],
  ['!', not],
  ['*', power],
  ['^', power],
  ["'", quoted],
  ['range', range],
  ['True', boolean],
  ['False', boolean],
  ['None', nothing],
  ['//', comment],
  ['/', longComment],
  [':', colon],
  ['1', factor],
  ['warmup', warmup],
]);
