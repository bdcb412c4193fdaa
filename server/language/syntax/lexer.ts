/**
 * Text to tokens, nothing lost: the texts of all tokens in order are the file. Never fails; what fits nowhere is
 * `unknown`. One look at the first character says what a token is; `lexer.test.ts` has the same rules as patterns.
 */
import type { Range } from '../analysis.ts';

export type TokenKind =
  | 'name'
  | 'integer'
  | 'float'
  /** `3x3`, `32x32x3`. */
  | 'size'
  | 'string'
  | 'symbol'
  | 'newline'
  | 'space'
  | 'comment'
  | 'unknown'
  | 'end';

export interface Token extends Range {
  readonly kind: TokenKind;
  readonly text: string;
}

const DIGIT = 1;
const LETTER = 2;
const BLANK = 3;
const SYMBOL = 4;

/** Classes of the characters below 128; letters are those of names. */
const classes = new Uint8Array(128);
/** One string for each symbol, so that comparing them is comparing pointers. */
const symbols: string[] = [];
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) classes[code] = DIGIT;
  else if (/[A-Za-z_]/.test(character)) classes[code] = LETTER;
  else if (/[\t\v\f ]/.test(character)) classes[code] = BLANK;
  else if ('(){}[],;:=+-*/%<>.?!'.includes(character)) classes[code] = SYMBOL;
  symbols.push(character);
}

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;
const HASH = 35;
const DOT = 46;
const SLASH = 47;
const EQUAL = 61;
const GREATER = 62;
const BACKSLASH = 92;
const LOWER_X = 120;

export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < text.length) {
    const token = next(text, start, text.charCodeAt(start));
    tokens.push(token);
    start = token.end;
  }
  tokens.push({ kind: 'end', text: '', start, end: start });
  return tokens;
}

function next(text: string, start: number, code: number): Token {
  const found = code < 128 ? classes[code] : 0;
  if (found === BLANK) return token('space', text, start, blanks(text, start + 1));
  if (found === LETTER) return token('name', text, start, word(text, start + 1));
  if (found === SYMBOL) return symbol(text, start, code);
  if (found === DIGIT) return number(text, start);
  if (code === LINE_FEED) return { kind: 'newline', text: '\n', start, end: start + 1 };
  if (code === HASH) return token('comment', text, start, restOfLine(text, start + 1));
  if (code === QUOTE) return token('string', text, start, quoted(text, start + 1));
  if (code === RETURN) {
    const pair = text.charCodeAt(start + 1) === LINE_FEED;
    return token(pair ? 'newline' : 'space', text, start, start + (pair ? 2 : 1));
  }
  if (isBlank(text, start)) return token('space', text, start, blanks(text, start + 1));
  // A whole character, also outside the basic plane.
  const pair = (text.codePointAt(start) ?? 0) > 0xffff;
  return token('unknown', text, start, start + (pair ? 2 : 1));
}

function token(kind: TokenKind, text: string, start: number, end: number): Token {
  return { kind, text: text.slice(start, end), start, end };
}

const classAt = (text: string, at: number): number => classes[text.charCodeAt(at)] ?? 0;

/** White space other than line ends; a lone carriage return is a token of its own. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? classes[code] === BLANK : /[^\S\r\n]/.test(text.charAt(at));
}

function blanks(text: string, at: number): number {
  while (at < text.length && isBlank(text, at)) at++;
  return at;
}

function word(text: string, at: number): number {
  for (;;) {
    const found = classAt(text, at);
    if (found !== LETTER && found !== DIGIT) return at;
    at++;
  }
}

function digits(text: string, at: number): number {
  while (classAt(text, at) === DIGIT) at++;
  return at;
}

const inWord = (text: string, at: number): boolean => word(text, at) > at;

function restOfLine(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === RETURN) break;
    at++;
  }
  return at;
}

/** To the closing quotation mark, or to the end of the line where it is missing. */
function quoted(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === LINE_FEED || code === RETURN) return at;
    if (code === BACKSLASH) {
      const escaped = text.charCodeAt(at + 1);
      if (Number.isNaN(escaped) || escaped === LINE_FEED || escaped === RETURN) return at;
      at++;
    }
    at++;
  }
  return at;
}

/** The end of `e-3` if that stands here, else the same place. */
function exponent(text: string, at: number): number {
  const letter = text.charAt(at);
  if (letter !== 'e' && letter !== 'E') return at;
  const sign = text.charAt(at + 1);
  const first = at + (sign === '+' || sign === '-' ? 2 : 1);
  const end = digits(text, first);
  return end > first ? end : at;
}

/** `3x3`, `1.5`, `1e-3`, `64`; digits that run into letters are a name no one can have given, as `3xk`. */
function number(text: string, start: number): Token {
  const whole = digits(text, start + 1);
  let end = whole;
  while (text.charCodeAt(end) === LOWER_X && classAt(text, end + 1) === DIGIT) end = digits(text, end + 1);
  if (end > whole && !inWord(text, end)) return token('size', text, start, end);

  if (text.charCodeAt(whole) !== DOT) end = exponent(text, whole);
  else if (text.charCodeAt(whole + 1) === DOT) end = whole;
  else end = exponent(text, digits(text, whole + 1));
  if (end > whole && !inWord(text, end)) return token('float', text, start, end);

  end = word(text, whole);
  return token(end > whole ? 'name' : 'integer', text, start, end);
}

function symbol(text: string, start: number, code: number): Token {
  const first = symbols[code] as string;
  if (first === '.' && classAt(text, start + 1) === DIGIT) {
    const end = exponent(text, digits(text, start + 1));
    if (!inWord(text, end)) return token('float', text, start, end);
  }
  if (isPair(first, text.charCodeAt(start + 1))) return token('symbol', text, start, start + 2);
  return { kind: first === '!' ? 'unknown' : 'symbol', text: first, start, end: start + 1 };
}

/** `->`, `//`, `..`, `==`, `!=`, `<=`, `>=` */
function isPair(first: string, second: number): boolean {
  if (second === EQUAL) return '=!<>'.includes(first);
  if (second === GREATER) return first === '-';
  if (second === SLASH) return first === '/';
  return second === DOT && first === '.';
}
