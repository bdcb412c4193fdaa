/**
 * What the checker can do on this machine, as the table of `docs/performance.md`: `npm run bench:check`. Other work on
 * the machine only adds, so of several short rounds the best counts.
 */
import { cpus, loadavg } from 'node:os';
import { flatKeystroke, fromNothing, resnetKeystroke } from './recheck.ts';
import { brackets, flat, looped } from './texts.ts';
import type { Times } from './times.ts';

interface Row {
  readonly what: string;
  readonly times: Times;
  /** Most that is allowed, milliseconds. */
  readonly goal?: Times;
}

const keystroke: Times = { p50: 5, p99: 20 };

const rows: Row[] = [
  { what: 'One keystroke in `examples/zoo/resnet152.nn`', times: resnetKeystroke(), goal: keystroke },
  { what: 'One keystroke in a flat file of 500 statements', times: flatKeystroke(500), goal: keystroke },
  ...[1250, 2500, 5000].map((statements): Row => {
    const what = `A flat file of ${statements.toLocaleString('en-US')} statements, from nothing`;
    return {
      what,
      times: fromNothing(flat(statements)),
      ...(statements === 5000 ? { goal: { p50: 60, p99: Number.NaN } } : {}),
    };
  }),
  { what: 'A model of 5,900 layers in a loop, from nothing', times: fromNothing(looped(5900)) },
  { what: 'Half a megabyte on one line with 75,000 brackets too many', times: fromNothing(brackets(525_000)) },
];

const ms = (value: number): string => (Number.isNaN(value) ? '' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
const limit = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : `≤ ${value} ms`;
const load = loadavg()[0]?.toFixed(1);
console.log(
  `${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, load ${load}\n`,
);
console.log('| | p50 | goal | p99 | goal |\n| --- | ---: | ---: | ---: | ---: |');
for (const { what, times, goal } of rows)
  console.log(`| ${what} | ${ms(times.p50)} | ${limit(goal?.p50)} | ${ms(times.p99)} | ${limit(goal?.p99)} |`);
