/** Runs the suite of `test/vscode/suite` inside the extension host of a real VS Code, and reports each of its tests. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/host/browser.ts';
import { serveVsCode } from '../../scripts/host/serve.ts';
import { bundleSuite } from './bundle-suite.ts';
import type { SuiteResult } from './suite/index.ts';
import { makeWorkspace } from './workspace.ts';

/** A window that has not finished by then never will. */
const PATIENCE_MS = 120_000;

async function runSuite(): Promise<readonly SuiteResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netwright-suite-'));
  const file = join(folder, 'results.json');
  const workspace = makeWorkspace();
  // The extension host is a child of the server, and this a parent of both.
  process.env.NETWRIGHT_SUITE_RESULTS = file;
  const server = await serveVsCode();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const log: string[] = [];
    const exit = new Promise<void>((resolve, reject) => {
      void page.exposeFunction('codeAutomationLog', (_: string, args: unknown[]) => log.push(args.join(' ')));
      void page.exposeFunction('codeAutomationExit', () => resolve());
      setTimeout(
        () => reject(new Error(`The suite did not finish within ${PATIENCE_MS / 1000} s.\n${log.join('\n')}`)),
        PATIENCE_MS,
      ).unref();
    });
    await page.goto(server.address(workspace.folder, { suite: await bundleSuite() }));
    await exit;
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteResult[];
  } finally {
    await browser.close();
    await server.stop();
    workspace.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = await runSuite().catch((error: Error) => [
  { title: 'the extension host runs the suite', error: error.message },
]);

describe('inside the extension host', () => {
  for (const { title, error } of results) {
    it(title, () => assert.equal(error, null));
  }
});
