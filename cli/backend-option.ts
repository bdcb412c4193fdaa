import { type BackendName, backendNames } from '../engine/protocol/job.ts';
import { nearest } from '../server/language/index.ts';
import { type Invocation, type Option, textOption } from './command.ts';
import { suggestion, UsageError } from './terminal/exit.ts';

export const backendOption: Option = {
  type: 'string',
  value: 'B',
  doc: `${backendNames.join(', ')}; the first that works when not given`,
};

/** @throws UsageError for a name that is none. */
export function backendOf(invocation: Invocation): BackendName | undefined {
  const name = textOption(invocation, 'backend');
  if (name === undefined || (backendNames as readonly string[]).includes(name)) return name as BackendName | undefined;
  const meant = suggestion(nearest(name, backendNames));
  throw new UsageError(`There is no backend ${name}; there are ${backendNames.join(', ')}.${meant}`);
}
