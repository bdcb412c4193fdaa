import { type Invocation, textOption } from './command.ts';
import { UsageError } from './terminal/exit.ts';

/** The value of an option that counts something. @throws UsageError for anything else. */
export function wholeNumber<D>(invocation: Invocation, name: string, otherwise: D, least = 1): number | D {
  const text = textOption(invocation, name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`--${name} takes a whole number of at least ${least}; not ${text}.`);
  return value;
}
