/** Addresses of files, however an editor writes them: `file:///c%3A/a b.nn` and `file:///C:/a%20b.nn` are the same. */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** One spelling for each address. */
export function canonical(uri: string): string {
  let plain = uri;
  try {
    plain = decodeURIComponent(uri);
  } catch {
    // Not encoded: a `%` of the name itself.
  }
  return plain.replace(
    /^(file:\/\/\/)([a-z]):/,
    (_, scheme: string, drive: string) => `${scheme}${drive.toUpperCase()}:`,
  );
}

/** The address as editors take it. */
export const encoded = (uri: string): string => encodeURI(canonical(uri)).replaceAll('#', '%23').replaceAll('?', '%3F');

export const hasScheme = (uri: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]+:/.test(uri);

/** The path on disk; `null` where the address is of no file there. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(encoded(uri));
  } catch {
    return null;
  }
}

/** The name of the file alone, for people. */
export const fileName = (uri: string): string => canonical(uri).split(/[/\\]/).at(-1) ?? uri;

export const uriOf = (path: string): string => pathToFileURL(path).href;

/** The path of a file as an import writes it, seen from another file; `null` where they share no root. */
export function importPath(from: string, to: string): string | null {
  const [a, b] = [canonical(from).split('/'), canonical(to).split('/')];
  a.pop();
  let common = 0;
  while (common < a.length && common < b.length - 1 && a[common] === b[common]) common++;
  // The scheme and host: `file:///`.
  if (common < 3) return null;
  const up = a.length - common;
  return `${up === 0 ? './' : '../'.repeat(up)}${b.slice(common).join('/')}`;
}
