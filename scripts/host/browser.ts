/** A real browser: the Chromium or Chrome of the machine, driven by Playwright. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** @throws Error with the one line that would give the machine a browser. */
export function findBrowser(): string {
  const given = process.env.CHROMIUM;
  const candidates = [
    ...(given === undefined || given === '' ? [] : [given]),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  for (const path of candidates) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  throw new Error(
    'There is no Chromium or Chrome on the PATH. This line would make it run: sudo apt-get install --yes chromium (or set CHROMIUM to a browser).',
  );
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
