/** Addresses of files, however an editor writes them: `file:///c%3A/a b.nn` and `file:///C:/a%20b.nn` are the same. */
import { fileURLToPath } from 'node:url';

/** One spelling for each address. */
export function canonical(uri: string): string {
  let plain = uri;
  try {
    plain = decodeURIComponent(uri);
  } catch {
    // Not encoded: a `%` of the name itself.
  }
  return plain.replace(/^file:\/\/\/[a-z]:/, (drive) => drive.toUpperCase().replace('FILE', 'file'));
}

/** The path on disk; `null` where the address is of no file there. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(encoded(uri));
  } catch {
    return null;
  }
}

/** The address as editors take it. */
export const encoded = (uri: string): string => encodeURI(canonical(uri)).replaceAll('#', '%23').replaceAll('?', '%3F');
