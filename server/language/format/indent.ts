/**
 * Indentation: two spaces for each open brace, and for a flow that goes on. Lines within a bracket stand under what follows the bracket, or two
 * spaces in where nothing follows it on its line.
 */
import { columnOf, type Line } from './line.ts';

interface Open {
  /** Columns of the lines inside, and of one that starts with what closes it. */
  readonly content: number;
  readonly close: number;
  readonly hanging: boolean;
}

/** Run before the columns of a line are known, and again after, for the lines that hang from a token. */
export function setIndents(lines: readonly Line[]): void {
  const open: Open[] = [];
  for (const line of lines) {
    let i = 0;
    let closed: Open | undefined;
    for (; isClosing(line, i); i++) closed = open.pop() ?? closed;
    const top = open.at(-1);
    const goesOn = symbolAt(line, 0) === '->';
    line.indent = (closed?.close ?? top?.content ?? 0) + (goesOn ? 2 : 0);
    line.hanging = (closed ?? top)?.hanging ?? false;
    line.depth = open.length;
    for (; i < line.tokens.length; i++) {
      if (isClosing(line, i)) open.pop();
      else if (isOpening(line, i)) open.push(opening(line, i, open.at(-1)));
    }
  }
}

function opening(line: Line, i: number, outer: Open | undefined): Open {
  const { indent } = line;
  const hanging = outer?.hanging ?? false;
  if (line.tokens[i]?.text === '{') {
    const close = outer?.content ?? 0;
    return { content: close + 2, close, hanging };
  }
  let last = i;
  while (isOpening(line, last + 1)) last++;
  const alone = last === line.tokens.length - 1;
  if (alone) return { content: indent + (last === i ? 2 : 0), close: indent, hanging };
  return { content: columnOf(line, i) + 1, close: indent, hanging: true };
}

const symbolAt = ({ tokens }: Line, i: number): string => (tokens[i]?.kind === 'symbol' ? tokens[i].text : '');
const isOpening = (line: Line, i: number): boolean => ['(', '[', '{'].includes(symbolAt(line, i));
const isClosing = (line: Line, i: number): boolean => [')', ']', '}'].includes(symbolAt(line, i));
