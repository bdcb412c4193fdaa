/** Seeded damage to a text: what tests of "whatever stands in the file" feed on. */
import { lex } from './lexer.ts';

/** Numerical Recipes' linear congruential generator: `random(n)` is an integer from 0 to n − 1. */
export function randomOf(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const words =
  'model block fn import data train search stage space head let return share next if then else repeat collect recur in on as from a conv 3x3 1e-3 4 "t" " # ( ) { } [ ] , ; = -> . .. : ? + - * not and \n \n\n \\ \u{1f600} \t \r\n'.split(
    ' ',
  );

/** Deletes, doubles, swaps or inserts tokens, or cuts a stretch out: one to four times. */
export function mutate(text: string, random: (n: number) => number): string {
  const tokens = lex(text).map((token) => token.text);
  for (let times = 1 + random(4); times > 0; times--) {
    const at = random(tokens.length);
    const other = random(tokens.length);
    const [here = '', there = ''] = [tokens[at], tokens[other]];
    switch (random(5)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, here);
        break;
      case 2:
        tokens[at] = there;
        tokens[other] = here;
        break;
      case 3:
        tokens.splice(at, 0, words[random(words.length)] ?? '');
        break;
      default:
        tokens.splice(at, random(12));
    }
  }
  return tokens.join('');
}

/** The same tokens on the same lines with other white space, and some empty lines more. */
export function respace(text: string, random: (n: number) => number): string {
  const spaces = (most: number) => ' '.repeat(random(most + 1));
  return lex(text)
    .map(({ kind, text: own }) => {
      if (kind === 'space' && random(3) === 0) return ` ${spaces(5)}`;
      if (kind === 'newline' && random(12) === 0) return `${own}${spaces(4)}\n`;
      return kind === 'symbol' && random(8) === 0 ? ` ${own}${spaces(1)}` : own;
    })
    .join('');
}
