/** Files of a run are whole or not there: written beside, synced, renamed. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export function writeAtomically(path: string, contents: string | Uint8Array, mode = 0o644): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(beside, 'w', mode);
    try {
      writeFileSync(file, contents);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
