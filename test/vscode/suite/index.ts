/**
 * The suite that runs inside the extension host, with the real `vscode` API: on a desktop through
 * `test/vscode/desktop.ts`, elsewhere in the VS Code server through `test/vscode/host.test.ts`. Results go to the file
 * that NETWRIGHT_SUITE_RESULTS names.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface SuiteResult {
  readonly title: string;
  /** `null`: it passed. */
  readonly error: string | null;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 30_000 });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  await import('./extension.ts');
  const results: SuiteResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), error: null }));
    runner.on('fail', (test, error: Error) =>
      results.push({ title: test.fullTitle(), error: error.stack ?? error.message }),
    );
  });
  const file = process.env.NETWRIGHT_SUITE_RESULTS;
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (failures > 0)
    throw new Error(
      `${failures} failed:\n${results.flatMap(({ title, error }) => (error === null ? [] : [`${title}: ${error}`])).join('\n')}`,
    );
}
