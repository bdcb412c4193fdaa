/** `npm run build` for scripts that need the product built: types first, then bundles. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Whether everything compiles; where it does not, the compiler has said what. */
export function tryBuild(): boolean {
  const steps = [[join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], [join(root, 'scripts', 'build.ts')]];
  return steps.every((step) => spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' }).status === 0);
}

/** Ends the process when something does not compile. */
export function build(): void {
  if (!tryBuild()) process.exit(1);
}
