/** Where the page of a diagnostic stands: in `docs/diagnostics.md`, which comes with the server. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Beside the bundle's folder, or above this one. */
const page = join(import.meta.dirname, '..', 'docs', 'diagnostics.md');

let lines: ReadonlyMap<string, number> | null = null;

/** Of each code the line of its heading, from 1. */
function headings(): ReadonlyMap<string, number> {
  if (!existsSync(page)) return new Map();
  const found = readFileSync(page, 'utf8').split('\n');
  return new Map(found.flatMap((line, i) => (line.startsWith('### ') ? [[line.slice(4), i + 1] as const] : [])));
}

/** A file URI with the line, which editors open there; `undefined` where there is no page. */
export function pageLink(code: string): string | undefined {
  lines ??= headings();
  const line = lines.get(code);
  return line === undefined ? undefined : `${pathToFileURL(page)}#L${line}`;
}
