/** Watches where files lie, or would lie. */
import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Writing a file is many events. */
const SETTLE_MS = 200;
/** Folders watched for one data set. */
const MOST_WATCHED = 8;

/** Calls back when something changes in the folders of the paths given first; gives back how to stop. */
export function watchFirst(paths: readonly string[], changed: () => void): () => void {
  const folders = [...new Set(paths.flatMap((path) => [dirname(path), path]))].slice(0, MOST_WATCHED);
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
    timer.unref();
  };
  const watchers = folders.flatMap((folder) => watching(folder, soon) ?? []);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** The nearest folder that is there; `null` where watching is not possible. */
function watching(path: string, changed: () => void): FSWatcher | null {
  for (let there = path; ; there = dirname(there)) {
    try {
      const watcher = watch(there, { persistent: false }, changed);
      // A folder that is taken away ends its watcher.
      watcher.on('error', () => watcher.close());
      return watcher;
    } catch {
      if (there === dirname(there)) return null;
    }
  }
}
