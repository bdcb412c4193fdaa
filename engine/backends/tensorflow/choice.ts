/**
 * What `netwright setup tensorflow` left among the person's data: which Python it chose for each backend, in a small
 * file, and the environments that it made.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../runs/write.ts';
import { dataFolder } from '../../user-folders.ts';

export type TensorflowName = 'tensorflow' | 'tensorflow-gpu';

/** Path of an interpreter by backend. What it holds is asked of it each time, for it may have been upgraded. */
export type Choice = Readonly<Partial<Record<TensorflowName, string>>>;

/** Where the private environments stand. */
export const environmentsFolder = (): string => join(dataFolder(), 'python');

export const environmentFolder = (name: TensorflowName): string => join(environmentsFolder(), name);

/** The interpreter of an environment, made by venv or by conda. */
export function pythonOf(environment: string): string {
  if (process.platform !== 'win32') return join(environment, 'bin', 'python');
  const [venv, conda] = [join(environment, 'Scripts', 'python.exe'), join(environment, 'python.exe')];
  return existsSync(venv) ? venv : conda;
}

const file = () => join(dataFolder(), 'tensorflow.json');

/** A file that is missing or torn is no choice. */
export function readChoice(): Choice {
  try {
    const read = JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;
    const pythons = (['tensorflow', 'tensorflow-gpu'] as const).filter((name) => typeof read[name] === 'string');
    return Object.fromEntries(pythons.map((name) => [name, read[name]])) as Choice;
  } catch {
    return {};
  }
}

export function writeChoice(name: TensorflowName, python: string): void {
  mkdirSync(dirname(file()), { recursive: true });
  writeAtomically(file(), `${JSON.stringify({ ...readChoice(), [name]: python }, null, 2)}\n`);
}
