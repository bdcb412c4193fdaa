/** Files are written beside and renamed: under its own name a file is never half-written. */
import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { InputError } from './terminal/exit.ts';

/** Puts a text in place of a file's, which keeps its permissions. @throws InputError */
export function replaceFile(path: string, text: string): void {
  // Of a link, the file that it leads to: the link stays.
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    chmodSync(beside, statSync(target).mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new InputError(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}
