/** What a command of the command line is. */
import type { ParseArgsConfig } from 'node:util';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** How the value is written in help. */
  readonly value?: string;
  readonly doc: string;
}

export interface Invocation {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface Command {
  readonly name: string;
  /** How it is called, without the program's name. */
  readonly usage: string;
  readonly doc: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Gives back the exit code. */
  run(invocation: Invocation): Promise<number>;
}

export const parseConfig = (command: Command): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries({ ...command.options, help: { type: 'boolean' as const } }).map(([name, { type, ...rest }]) => [
      name,
      { type, multiple: 'multiple' in rest && rest.multiple === true },
    ]),
  );

export const textOption = ({ values }: Invocation, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

export const flag = ({ values }: Invocation, name: string): boolean => values[name] === true;
