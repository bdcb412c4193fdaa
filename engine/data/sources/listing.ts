/** Folders as the readers of formats ask for them. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, FileAnswer, Reading } from '../../../formats/reading.ts';
import { reading as guarded } from '../file-source.ts';

/** Runs what asks for folders only. @throws DataError where one cannot be read */
export function runListing<T>(listing: Reading<T>): T {
  let step = listing.next();
  while (step.done !== true) step = listing.next(answer(step.value.path));
  return step.value;
}

function answer(path: string): FileAnswer {
  const entries = guarded(path, () => readdirSync(path, { withFileTypes: true }));
  return {
    kind: 'list',
    entries: entries.map(
      (entry): Entry => ({
        name: entry.name,
        folder: entry.isSymbolicLink() ? leadsToFolder(join(path, entry.name)) : entry.isDirectory(),
      }),
    ),
  };
}

/** A link that leads nowhere, or in a circle, is no folder: as a file it cannot be read. */
function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
