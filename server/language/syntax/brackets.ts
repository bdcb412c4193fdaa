/**
 * Pairs of brackets and braces, as they come. A file in which nothing is missing and nothing goes over a line's end
 * is `simple`: its tokens can be read as they stand.
 */
import type { Token } from './lexer.ts';
import { afterBreaks, indentOf, isItemStart, isMap } from './signs.ts';

export interface Brackets {
  /** Without white space and comments. */
  readonly tokens: readonly Token[];
  /** For a bracket or brace the index of the one that closes or opens it; −1 where there is none. */
  readonly partner: Int32Array;
  /** 1: a `{` that starts a map, which is a value and no block. */
  readonly map: Uint8Array;
  /** 1: a line break that ends nothing. */
  readonly free: Uint8Array;
  /** 1: a closing bracket that closes nothing. */
  readonly stray: Uint8Array;
  readonly simple: boolean;
}

export function pairBrackets(tokens: readonly Token[]): Brackets {
  const partner = new Int32Array(tokens.length).fill(-1);
  const map = new Uint8Array(tokens.length);
  /** Indices of what is open, and their texts. */
  const stack: number[] = [];
  const top = (): string | undefined => tokens[stack[stack.length - 1] ?? -1]?.text;
  /** How many of each bracket are open since the last brace; `outer` keeps them for each open brace. */
  let round = 0;
  let square = 0;
  const outer: number[] = [];
  let simple = true;
  let headerWithoutBrace = false;

  const endBrackets = () => {
    while (stack.length > 0 && top() !== '{') {
      stack.pop();
      simple = false;
    }
    round = square = 0;
  };
  const close = (i: number) => {
    const from = stack.pop() as number;
    partner[from] = i;
    partner[i] = from;
  };

  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind === 'newline' || kind === 'end') {
      if (stack.length > 0 && (round + square > 0 || map[stack[stack.length - 1] as number] === 1)) simple = false;
      if (headerWithoutBrace && bodyWithoutBrace(tokens, i)) simple = false;
      headerWithoutBrace = false;
    } else if (kind === 'name') {
      if (!isItemStart(tokens, i)) continue;
      if (stack.length > 0) simple = false;
      stack.length = outer.length = round = square = 0;
      headerWithoutBrace = text !== 'fn' && text !== 'import';
    } else if (kind === 'symbol') {
      switch (text) {
        case '->':
          // A line that starts with an arrow goes on from the one before.
          if (tokens[i - 1]?.kind === 'newline') simple = false;
          break;
        case '(':
          stack.push(i);
          round++;
          break;
        case '[':
          stack.push(i);
          square++;
          break;
        case ')':
        case ']': {
          const opening = text === ')' ? '(' : '[';
          if ((text === ')' ? round : square) === 0) {
            simple = false;
            break;
          }
          for (; top() !== opening; stack.pop()) {
            if (top() === '(') round--;
            else square--;
            simple = false;
          }
          if (opening === '(') round--;
          else square--;
          close(i);
          break;
        }
        case '{':
          headerWithoutBrace = false;
          if (isMap(tokens, i)) map[i] = 1;
          else endBrackets();
          stack.push(i);
          outer.push(round, square);
          round = square = 0;
          break;
        case '}':
          endBrackets();
          if (stack.length === 0) {
            simple = false;
            break;
          }
          close(i);
          square = outer.pop() ?? 0;
          round = outer.pop() ?? 0;
          break;
        case ';':
          endBrackets();
      }
    }
  }
  if (stack.length > 0) simple = false;
  return { tokens, partner, map, free: new Uint8Array(tokens.length), stray: new Uint8Array(tokens.length), simple };
}

/** Whether the line after this break is indented like the inside of an item, and does not open it either. */
export function bodyWithoutBrace(tokens: readonly Token[], lineBreak: number): boolean {
  const next = afterBreaks(tokens, lineBreak);
  const { kind, text } = tokens[next] as Token;
  return kind !== 'end' && text !== '{' && indentOf(tokens, next) > 0;
}
