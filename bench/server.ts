/**
 * The language server as an editor meets it: from start to first diagnostics, from a keystroke to the answer, and its
 * memory with every file of the zoo open. `npm run bench:server`.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Server } from '../test/server/server.ts';

const KEYSTROKES = 200;
const STARTS = 10;
const QUIET_MS = 6000;
const zoo = join(import.meta.dirname, '..', 'examples', 'zoo');

/** Median and 99th percentile. */
function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const read = (name: string) => readFileSync(join(zoo, name), 'utf8');

async function starts(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const begun = performance.now();
    const { server } = await Server.start();
    await server.open('file:///first.nn', read('resnet50.nn'));
    times.push(performance.now() - begun);
    await server.stop();
  }
  console.log(`start to first diagnostics (resnet50.nn): ${spread(times)}`);
}

/** A digit of the last line is typed over and over. */
async function keystrokes(server: Server, name: string, uri: string, text: string): Promise<void> {
  await server.open(uri, `${text}# 0\n`);
  const line = text.split('\n').length - 1;
  const range = { start: { line, character: 2 }, end: { line, character: 3 } };
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++)
    times.push(await timed(() => server.change(uri, i + 2, [{ range, text: String(i % 10) }])));
  console.log(`keystroke to diagnostics, ${name}: ${spread(times)}`);
  await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
}

/** What VS Code asks of a file that comes into view. */
async function show(server: Server, uri: string): Promise<void> {
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };
  await server.request('textDocument/inlayHint', { textDocument, range });
  for (const method of ['codeLens', 'documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink'])
    await server.request(`textDocument/${method}`, { textDocument });
}

const megabytes = (pid: number) =>
  (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024).toFixed(0);

console.log(`${cpus()[0]?.model}, node ${process.versions.node}`);
await starts();

const workspaceFolders = [{ uri: pathToFileURL(zoo).href, name: 'zoo' }];
const { server } = await Server.start('stdio', { workspaceFolders });
console.log(`memory at the start: ${megabytes(server.pid)} MiB`);
const block = '  conv(64, 3x3, pad=1)\n  batchnorm\n  relu\n  conv(64, 1x1)\n  relu\n';
const flat = `model Long {\n  input(image, 32x32x3)\n${block.repeat(100)}  flatten\n  dense(10)\n}\n`;
await keystrokes(server, '500 statements', 'file:///flat.nn', flat);
const resnet = 'resnet152.nn';
await keystrokes(server, resnet, pathToFileURL(join(zoo, resnet)).href, read(resnet));
const names = readdirSync(zoo).filter((name) => name.endsWith('.nn'));
for (const name of names) {
  const uri = pathToFileURL(join(zoo, name)).href;
  await server.open(uri, read(name));
  await show(server, uri);
}
console.log(`memory with ${names.length} files of the zoo open and looked at: ${megabytes(server.pid)} MiB`);
await setTimeout(QUIET_MS);
console.log(`memory when it has been quiet for ${QUIET_MS / 1000} s: ${megabytes(server.pid)} MiB`);
await server.stop();
