/** The version of Netwright, as `run.json` and `--version` say it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `package.json` stands one folder above both the source and the bundle. */
const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'package.json');

export const version: string = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  : 'unknown';
