/**
 * Keystrokes as people make them: at a place drawn by a seed a character is typed, deleted or, in a number, replaced; the
 * next one takes it back. So half of the texts are the file itself and half are whatever the slip makes of it.
 */
import { randomOf } from '../server/language/syntax/mutate.fixture.ts';

const typed = ['a', 'x', '1', ' ', ',', '(', ')', '=', '\n', '#', '-', '.'];

/** So many texts, each one keystroke from the one before it. */
export function* keystrokes(text: string, seed: number, count: number): Generator<string, void> {
  const random = randomOf(seed);
  for (let made = 0; made < count; made += 2) {
    const at = random(text.length);
    const here = text.charAt(at);
    const kind = random(3);
    if (kind === 0) yield text.slice(0, at) + text.slice(at + 1);
    else if (kind === 1 && /\d/.test(here))
      yield text.slice(0, at) + ((Number(here) + 1 + random(9)) % 10) + text.slice(at + 1);
    else yield text.slice(0, at) + typed[random(typed.length)] + text.slice(at);
    yield text;
  }
}
