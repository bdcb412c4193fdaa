/** Starts an engine: a process of its own that outlives the window. */
import { spawn } from 'node:child_process';
import type { Order } from '../../engine/protocol/job.ts';
import type { Announcement } from '../../engine/protocol/rpc.ts';
import { pythonEnvironment } from '../backends/command-line.ts';

/** A new run, or one that goes on. Resolves with the run folder once the engine has announced it. @throws Error with what the engine said. */
export function startEngine(entry: string, order: Order): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      // Under Electron the same binary is Node only when asked.
      env: { ...process.env, ...pythonEnvironment(), ELECTRON_RUN_AS_NODE: '1' },
      windowsHide: true,
    });
    let said = '';
    child.on('error', (error) => reject(new Error(`The engine did not start: ${error.message}`)));
    child.on('exit', (code) => reject(new Error(`The engine ended before it announced a run (code ${code}).`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const end = said.indexOf('\n');
      if (end < 0) return;
      child.removeAllListeners();
      child.stdout.destroy();
      child.unref();
      const announcement = JSON.parse(said.slice(0, end)) as Announcement;
      if ('run' in announcement) resolve(announcement.run);
      else reject(new Error(announcement.error));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(order));
  });
}
