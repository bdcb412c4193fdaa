/**
 * How long a keystroke takes to be checked: the median time of `analyze` over the example and over a file of 500 layers,
 * each time with one character changed. `node bench/recheck.ts`.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../server/language/index.ts';

const ROUNDS = 200;

const lenet = readFileSync(join(import.meta.dirname, '..', 'examples', 'lenet.nn'), 'utf8');
const block = '  conv(64, 3x3, pad=1)\n  batchnorm\n  relu\n  conv(64, 1x1)\n  relu\n';
const long = `model Long {\n  input(image, 32x32x3)\n${block.repeat(100)}  flatten\n  dense(10)\n}\n`;

/** Median and 95th percentile, milliseconds. */
function time(text: string): { median: number; slow: number } {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const changed = `${text}# ${round}\n`;
    const begun = performance.now();
    analyze('bench.nn', changed);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return { median: times[ROUNDS / 2] ?? 0, slow: times[Math.floor(ROUNDS * 0.95)] ?? 0 };
}

console.log(`${cpus()[0]?.model}, node ${process.versions.node}`);
for (const [name, text] of [
  ['examples/lenet.nn, 12 layers', lenet],
  ['500 layers', long],
] as const) {
  const { median, slow } = time(text);
  console.log(`${name}: median ${median.toFixed(2)} ms, 95th percentile ${slow.toFixed(2)} ms`);
}
