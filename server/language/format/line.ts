/** The lines of a file as the formatter works on them. */
import type { Token } from '../syntax/lexer.ts';

export interface Line {
  /** What stands on the line without white space and comment; empty where the line is a comment only. */
  readonly tokens: readonly Token[];
  readonly comment: Token | null;
  /** Offset of the line's first character, and the one behind its line break. */
  readonly start: number;
  readonly end: number;
  /** Empty lines before it. */
  readonly blanks: number;
  /** The line break behind it; empty at the end of the file. */
  readonly lineBreak: string;
  /** Characters before each token in the result; the first one is the indentation, see `indent`. */
  readonly gaps: number[];
  indent: number;
  /** Brackets and braces open at its start, those that it closes first left out. */
  depth: number;
  /** Its indentation follows a token of a line before it. */
  hanging: boolean;
}

/** Lines that hold something. */
export function linesOf(tokens: readonly Token[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let blanks = 0;
  let code: Token[] = [];
  let comment: Token | null = null;
  for (const token of tokens) {
    const { kind, text, end } = token;
    if (kind === 'comment') comment = token;
    else if (kind !== 'newline' && kind !== 'end') {
      if (kind !== 'space') code.push(token);
    } else {
      if (code.length === 0 && comment === null) blanks++;
      else {
        const result = { gaps: code.map(() => 0), indent: 0, depth: 0, hanging: false };
        lines.push({ tokens: code, comment, start, end, blanks, lineBreak: text, ...result });
        blanks = 0;
      }
      start = end;
      code = [];
      comment = null;
    }
  }
  return lines;
}

/** Characters of white space before a token of the file; the first one on a line has none that count. */
export function gapBefore({ tokens }: Line, i: number): number {
  const [before, token] = [tokens[i - 1], tokens[i]];
  return before === undefined || token === undefined ? 0 : token.start - before.end;
}

/** Where the code of a line ends in the result. */
export function endOf(line: Line): number {
  let column = line.indent;
  for (const [i, { text }] of line.tokens.entries()) column += (line.gaps[i] ?? 0) + text.length;
  return column;
}

/** Where a token of a line starts in the result. */
export function columnOf(line: Line, token: number): number {
  let column = line.indent;
  for (let i = 0; i < token; i++) column += (line.gaps[i] ?? 0) + (line.tokens[i]?.text.length ?? 0);
  return column + (line.gaps[token] ?? 0);
}
