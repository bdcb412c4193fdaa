/** Text to tokens, nothing lost: the texts of all tokens in order are the file. Never fails; what fits nowhere is `unknown`. */
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

/** In order of precedence. `3xk` is a name no one can have given: the checker offers the tuple. */
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['newline', /\r?\n/y],
  ['space', /[^\S\r\n]+|\r/y],
  ['comment', /#[^\r\n]*/y],
  ['string', /"(?:\\[^\r\n]|[^"\\\r\n])*"?/y],
  ['size', /\d+(?:x\d+)+(?![A-Za-z0-9_])/y],
  ['float', /(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)(?![A-Za-z0-9_])/y],
  ['integer', /\d+(?![A-Za-z0-9_])/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*|\d+[A-Za-z0-9_]+/y],
  ['symbol', /->|\/\/|==|!=|<=|>=|\.\.|[(){}[\],;:=+\-*/%<>.]/y],
];

export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = next(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: at, end: at });
  return tokens;
}

function next(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind, text: match[0], start: at, end: at + match[0].length };
  }
  // A whole character, also outside the basic plane.
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { kind: 'unknown', text: character, start: at, end: at + character.length };
}
