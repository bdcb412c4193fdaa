/** Damage to a file, drawn by a seed: characters, tokens, numbers, stretches left out or repeated, parts of other files. */
import { lex } from '../../server/language/index.ts';
import { mutate, randomOf } from '../../server/language/syntax/mutate.fixture.ts';
import type { Source } from './corpus.ts';

type Random = (n: number) => number;

export interface Input extends Source {
  readonly index: number;
}

/** The input of a number: the same for the same corpus and seed, so that one alone can be tried again. */
export function inputOf(sources: readonly Source[], seed: number, index: number): Input {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 4; i++) random(2);
  const source = sources[random(sources.length)] as Source;
  let { text } = source;
  for (let times = 1 + random(3); times > 0; times--) text = damaged(text, sources, random);
  return { index, file: source.file, text };
}

function damaged(text: string, sources: readonly Source[], random: Random): string {
  switch (random(7)) {
    case 0:
      return characters(text, random);
    case 1:
    case 2:
      return mutate(text, random);
    case 3:
      return numbers(text, random);
    case 4:
      return leftOut(text, random);
    case 5:
      return repeated(text, random);
    default:
      return spliced(text, (sources[random(sources.length)] as Source).text, random);
  }
}

const odd = ['\0', '\ud800', '\udc00', '\u{1f600}', '\u2028', '\ufeff', '\r', '\t', '\u00a0', 'é', '×', '\\', '"', '`'];

function characters(text: string, random: Random): string {
  let result = text;
  for (let times = 1 + random(8); times > 0; times--) {
    const at = random(result.length + 1);
    const put = random(3) === 0 ? (odd[random(odd.length)] as string) : String.fromCharCode(32 + random(95));
    result = result.slice(0, at) + (random(4) === 0 ? '' : put) + result.slice(at + random(2));
  }
  return result;
}

const extremes = ['0', '-1', '1e999', '1e-999', '9007199254740993', '99999999999999999999', '1e9', '10000', '0.5', '2'];
const sizes = ['0x0', '1x99999999999', '99999999999999999999x3', '1000000x1000000x1000000', '1x1x1x1x1', '007x7'];

/** Some numbers become others, most of them too large. */
function numbers(text: string, random: Random): string {
  const tokens = lex(text);
  const places = tokens.flatMap(({ kind }, i) =>
    kind === 'integer' || kind === 'float' || kind === 'size' ? [i] : [],
  );
  const chosen = new Set(Array.from({ length: 1 + random(3) }, () => places[random(places.length)]));
  const other = () => (random(4) === 0 ? sizes[random(sizes.length)] : extremes[random(extremes.length)]);
  return tokens.map((token, i) => (chosen.has(i) ? other() : token.text)).join('');
}

/** A stretch of characters or of whole lines. */
function stretch(text: string, random: Random): readonly [start: number, end: number] {
  const at = random(text.length + 1);
  if (random(2) === 0) return [at, Math.min(text.length, at + random(200))];
  const start = text.lastIndexOf('\n', at) + 1;
  let end = start;
  for (let lines = 1 + random(12); lines > 0; lines--) end = text.indexOf('\n', end) + 1 || text.length;
  return [start, Math.min(end, text.length)];
}

function leftOut(text: string, random: Random): string {
  const [start, end] = stretch(text, random);
  return text.slice(0, start) + text.slice(end);
}

function repeated(text: string, random: Random): string {
  const [start, end] = stretch(text, random);
  const times = random(4) === 0 ? 2 + random(40) : 2;
  return text.slice(0, start) + text.slice(start, end).repeat(times) + text.slice(end);
}

/** Part of another file put in, or its end in place of this one's. */
function spliced(text: string, other: string, random: Random): string {
  const at = random(text.length + 1);
  const [start, end] = stretch(other, random);
  return random(2) === 0
    ? text.slice(0, at) + other.slice(start, end) + text.slice(at)
    : text.slice(0, at) + other.slice(start);
}
