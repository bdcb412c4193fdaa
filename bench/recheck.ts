/** How long a check takes: after a keystroke, with what the check before it knew, and of a file never seen. */
import { analyze } from '../server/language/index.ts';
import { keystrokes } from './keystrokes.ts';
import { flat, libraryOfDisk, read, resnet152 } from './texts.ts';
import { best, type Times, timed } from './times.ts';

const ROUNDS = 8;
const KEYSTROKES = 200;
/** Checks from nothing in one round. */
const TIMES = 5;

/** The check of a file after one keystroke, with what is kept of the check before it. */
export function afterKeystroke(file: string, text: string): Times {
  const library = libraryOfDisk();
  let seed = 0;
  return best(ROUNDS, () => {
    const texts = keystrokes(text, ++seed, KEYSTROKES);
    return Array.from(texts, (changed) => timed(() => analyze(file, changed, { library })));
  });
}

export const resnetKeystroke = (): Times => afterKeystroke(resnet152, read(resnet152));
export const flatKeystroke = (statements: number): Times => afterKeystroke('flat.nn', flat(statements));

/** The check of a text with nothing known. */
export const fromNothing = (text: string): Times =>
  best(ROUNDS, () => Array.from({ length: TIMES }, () => timed(() => analyze('flat.nn', text))));
