import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { table } from './terminal/output.ts';

export function help(): string {
  const rows = commands.map(({ name, doc }) => [`  ${name}`, /^(.*?)[.;](?: |$)/.exec(doc)?.[1] ?? doc]);
  return `netwright COMMAND …\n\n${table(rows)}\n\nnetwright COMMAND --help says more of each.`;
}

export function helpOf({ usage, doc, options }: Command): string {
  const rows = Object.entries({ ...options, help: { type: 'boolean', doc: 'this text' } as const }).map(
    ([name, option]) => [
      `  --${name}${'value' in option && option.value !== undefined ? ` ${option.value}` : ''}`,
      option.doc,
    ],
  );
  return `netwright ${usage}\n\n${doc}\n\n${table(rows)}`;
}
