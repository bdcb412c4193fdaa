/** `npm run package`: builds, and puts everything that runs into `netwright.vsix`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build-all.ts';

const root = join(import.meta.dirname, '..');

export const vsix = join(root, 'netwright.vsix');

/** Ends the process when the package cannot be made: vsce has said why. */
export function makePackage(): void {
  build();
  const binding = join(root, 'dist', 'tensorflow', 'binding');
  const platforms = existsSync(binding) ? readdirSync(binding) : [];
  const compiled = platforms.length === 0 ? 'no platform; `npm run binding` compiles one' : platforms.join(', ');
  console.log(`The package has the binding of TensorFlow compiled for ${compiled}.`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  const { status } = spawnSync(process.execPath, [vsce, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (import.meta.main) makePackage();
