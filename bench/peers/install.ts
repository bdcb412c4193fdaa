/**
 * `npm run bench:peers [-- pytorch] [tensorflow] [--python PATH]`: gets the peers of the benchmark, both when none is
 * named, into the ignored folder `.cache/bench`. PyTorch takes 5 GB on Linux, TensorFlow 1.6 GB; where the
 * person's Python has a TensorFlow already it is taken as it is.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { showSetup } from '../../cli/terminal/show-setup.ts';
import { runChild } from '../../engine/backends/tensorflow/child.ts';
import { pythonOf } from '../../engine/backends/tensorflow/choice.ts';
import { askPython } from '../../engine/backends/tensorflow/python.ts';
import { setUpTensorflow } from '../../engine/backends/tensorflow/setup.ts';
import { peersFolder, tensorflowFolders, torchFolder } from './python.ts';

const PACKAGES = ['torch', 'torchvision', 'numpy'];
const peers = ['pytorch', 'tensorflow'] as const;

async function somePython(named: string | undefined): Promise<string> {
  const reasons: string[] = [];
  for (const command of named === undefined ? ['python3', 'python'] : [named]) {
    try {
      return (await askPython(command)).python;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(`There is no Python to install into: ${reasons.join(' ')} Name one with --python.`);
}

/** @throws Error with the last that it said. */
async function must(command: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { code, said } = await runChild(command, args, { signal, line: (text) => console.log(text) });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`);
}

/** What does not come to its end leaves nothing. */
async function installTorch(python: string, signal: AbortSignal): Promise<void> {
  rmSync(torchFolder, { recursive: true, force: true });
  mkdirSync(peersFolder, { recursive: true });
  try {
    await must(python, ['-m', 'venv', torchFolder], signal);
    await must(pythonOf(torchFolder), ['-m', 'pip', 'install', '--progress-bar', 'off', ...PACKAGES], signal);
  } catch (error) {
    rmSync(torchFolder, { recursive: true, force: true });
    throw error;
  }
}

const cancel = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => cancel.abort());
const { signal } = cancel;
try {
  const { values, positionals } = parseArgs({ options: { python: { type: 'string' } }, allowPositionals: true });
  const unknown = positionals.filter((name) => !(peers as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no peer ${unknown.join(', ')} to install; there are ${peers.join(' and ')}.`);
  const wanted = positionals.length === 0 ? peers : positionals;
  if (wanted.includes('pytorch')) await installTorch(await somePython(values.python), signal);
  if (wanted.includes('tensorflow')) {
    Object.assign(process.env, tensorflowFolders());
    await setUpTensorflow({ name: 'tensorflow', python: values.python, signal, dryRun: false, say: showSetup() });
  }
} catch (error) {
  console.error(signal.aborted ? 'Cancelled.' : (error as Error).message);
  process.exitCode = signal.aborted ? 130 : 1;
}
