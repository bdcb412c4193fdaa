/**
 * Indentation: two spaces for each open brace, and for a flow that goes on. Lines within a bracket stand under what follows the bracket, or two
 * spaces in where nothing follows it on its line.
 */
import { columnOf, type Line } from './line.ts';

interface Open {
  readonly brace: boolean;
  /** Column of the lines inside. */
  readonly content: number;
  readonly hanging: boolean;
  /** The line on which it is opened: one that starts with what closes it stands under its start. */
  readonly line: Line;
}

/** Run before the columns of a line are known, and again after, for the lines that hang from a token. */
export function setIndents(lines: readonly Line[]): void {
  const open: Open[] = [];
  for (const line of lines) {
    let i = 0;
    let closed: Open | undefined;
    for (; isClosing(line, i); i++) {
      const last = open.pop();
      closed ??= last;
    }
    const top = open.at(-1);
    const goesOn = symbolAt(line, 0) === '->';
    line.indent = (closed?.line.indent ?? top?.content ?? 0) + (goesOn ? 2 : 0);
    line.hanging = closed?.line.hanging ?? top?.hanging ?? false;
    line.depth = open.length;
    for (; i < line.tokens.length; i++) {
      if (isClosing(line, i)) open.pop();
      else if (isOpening(line, i)) open.push(opening(line, i, open.at(-1)));
    }
  }
}

function opening(line: Line, i: number, outer: Open | undefined): Open {
  const { indent } = line;
  if (symbolAt(line, i) === '{') {
    const within = outer?.brace === false ? { content: indent, hanging: line.hanging } : outer;
    return { brace: true, content: (within?.content ?? 0) + 2, hanging: within?.hanging ?? false, line };
  }
  let last = i;
  while (isOpening(line, last + 1)) last++;
  const alone = last === line.tokens.length - 1;
  if (!alone) return { brace: false, content: columnOf(line, i) + 1, hanging: true, line };
  return { brace: false, content: indent + (last === i ? 2 : 0), hanging: line.hanging, line };
}

const symbolAt = ({ tokens }: Line, i: number): string => (tokens[i]?.kind === 'symbol' ? tokens[i].text : '');
const isOpening = (line: Line, i: number): boolean => ['(', '[', '{'].includes(symbolAt(line, i));
const isClosing = (line: Line, i: number): boolean => [')', ']', '}'].includes(symbolAt(line, i));
