/** The same suite in a desktop VS Code, which @vscode/test-electron downloads: `node test/vscode/desktop.ts`. */
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.ts';
import { makeWorkspace } from './workspace.ts';

const workspace = makeWorkspace();
try {
  await runTests({
    extensionDevelopmentPath: join(import.meta.dirname, '..', '..'),
    extensionTestsPath: await bundleSuite(),
    launchArgs: [workspace.folder, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  workspace.remove();
}
