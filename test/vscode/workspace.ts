/** A workspace of its own for a window: the example with a small set of digits, so that an epoch takes seconds. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const examples = join(import.meta.dirname, '..', '..', 'examples');

export interface Workspace {
  readonly folder: string;
  remove(): void;
}

/** A block that is called twice, with other channels. */
const RESIDUAL = `block Unit(filters, stride=1) {
  conv(filters, 3x3, stride=stride, pad=1)
  relu
}

model Small {
  input(image, 16x16x8)
  Unit(8)
  Unit(16, stride=2)
  flatten
  dense(10)
}
`;

/** 6,000 digits: 2,000 are kept aside by the example's split. */
export function makeWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'netwright-workspace-'));
  const example = readFileSync(join(examples, 'lenet.nn'), 'utf8');
  // Long enough to be looked at, reloaded and stopped.
  const long = example.replace(/epochs( *)= 10/, 'epochs$1= 900').replace('digits(12000)', 'digits(6000)');
  writeFileSync(join(folder, 'lenet.nn'), long);
  writeFileSync(join(folder, 'residual.nn'), RESIDUAL);
  mkdirSync(join(folder, 'blocks'));
  writeFileSync(join(folder, 'blocks', 'stem.nn'), 'block Stem(width) {\n  conv(width, 3x3, pad=1); relu\n}\n');
  const stems = 'import { Stem } from "./blocks/stem.nn"\nblock Two(width) {\n  Stem(width); Stem(width)\n}\n';
  writeFileSync(join(folder, 'stems.nn'), `${stems}model Stems {\n  input(x, 8x8x3)\n  Two(4)\n  Two(8)\n}\n`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
