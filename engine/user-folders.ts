/** Folders of the person, not of a project: what was set up, and what can be made again. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/** The XDG specification: a path that is not absolute is to be ignored. */
function xdg({ env, home }: Surroundings, name: string, otherwise: string): string {
  const value = env[name] ?? '';
  return join(isAbsolute(value) ? value : join(home, otherwise), 'netwright');
}

const local = ({ env, home }: Surroundings) => env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');

/** What was set up on purpose: it stays until the person removes it. */
export function dataFolder(around: Surroundings = here()): string {
  if (around.platform === 'win32') return join(local(around), 'netwright');
  if (around.platform === 'darwin') return join(around.home, 'Library', 'Application Support', 'netwright');
  return xdg(around, 'XDG_DATA_HOME', join('.local', 'share'));
}

/** What can be made again. */
export function cacheFolder(around: Surroundings = here()): string {
  if (around.platform === 'win32') return join(local(around), 'netwright', 'cache');
  if (around.platform === 'darwin') return join(around.home, 'Library', 'Caches', 'netwright');
  return xdg(around, 'XDG_CACHE_HOME', '.cache');
}
