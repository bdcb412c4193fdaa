/** The tokens of a file by place. */
import type { Analysis, Token } from '../language/index.ts';
import { contains } from './document.ts';

/** The index of the first token that ends at or behind the offset. */
export function tokenIndexAt({ tree: { tokens } }: Analysis, offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The name at a place, or that which ends or starts there. */
export function nameTokenAt(analysis: Analysis, offset: number): Token | null {
  const at = tokenIndexAt(analysis, offset);
  const { tokens } = analysis.tree;
  return [tokens[at], tokens[at + 1]].find((token) => token?.kind === 'name' && contains(token, offset)) ?? null;
}
