/** The tiers of tests, from the quickest to the one that needs the most. A unit test stands beside its source. */
import { findBrowser } from '../host/browser.ts';
import { installHost } from '../host/install.ts';

export interface Tier {
  readonly doc: string;
  /** Globs of test files. */
  readonly files: readonly string[];
  /** Gets what the tier needs. @throws Error with the one line that would make the tier run. */
  prepare?(): void;
}

const rooms = [
  'model',
  'formats',
  'server',
  'engine',
  'cli',
  'client',
  'webviews',
  'syntaxes',
  'examples',
  'scripts',
  'bench',
];

export const tiers: Readonly<Record<string, Tier>> = {
  unit: {
    doc: 'each room by itself, and the documents',
    files: [...rooms.map((room) => `${room}/**/*.test.ts`), 'test/*.test.ts'],
  },
  server: { doc: 'the language server over a real connection', files: ['test/server/**/*.test.ts'] },
  engine: { doc: 'the engine as a real process', files: ['test/engine/**/*.test.ts'] },
  conformance: {
    doc: "tfjs-core's own tests against every backend that loads",
    files: ['test/conformance/**/*.test.ts'],
  },
  cli: { doc: 'the command line as a real process', files: ['test/cli/**/*.test.ts'] },
  views: {
    doc: 'the panels in a real browser',
    files: ['test/views/**/*.test.ts'],
    prepare: () => void findBrowser(),
  },
  vscode: {
    doc: 'the extension in a real VS Code',
    files: ['test/vscode/*.test.ts'],
    prepare() {
      findBrowser();
      installHost();
    },
  },
};
