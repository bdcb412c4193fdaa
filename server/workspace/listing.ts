/** The model files in the workspace folders. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uriOf } from './uri.ts';

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', '.netwright']);
/** More than any project has; a home folder opened by mistake ends here. */
const MOST_FILES = 5000;
const MOST_FOLDERS = 20_000;

/** Addresses, sorted. Never throws: what cannot be read is left out. */
export async function modelFiles(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const open = [...folders];
  for (let read = 0; read < open.length && read < MOST_FOLDERS && found.length < MOST_FILES; read++) {
    const folder = open[read];
    if (folder === undefined) break;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) open.push(join(folder, entry.name));
      else if (entry.isFile() && entry.name.endsWith('.nn')) found.push(uriOf(join(folder, entry.name)));
    }
  }
  return found.sort();
}
