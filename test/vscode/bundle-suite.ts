/** The suite as one CommonJS file, as an extension host loads it. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** Gives back the path of the bundle. */
export async function bundleSuite(): Promise<string> {
  const outfile = join(root, 'out', 'suite', 'index.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'suite', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
