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
  /** The first sentence stands in the list of commands. */
  readonly doc: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Part of the contract and not there yet: takes any option, to say so. */
  readonly later?: true;
  /** Gives back the exit code. */
  run(invocation: Invocation): Promise<number>;
}

export const parseConfig = ({ options }: Command): NonNullable<ParseArgsConfig['options']> => ({
  ...Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  ),
  help: { type: 'boolean' },
});

export const textOption = ({ values }: Invocation, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

export const flag = ({ values }: Invocation, name: string): boolean => values[name] === true;
