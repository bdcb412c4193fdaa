/** What is not as it was when a run was left: its numbers need not be the same to the last bit from here on. */
import type { Choice } from '../backends/choose.ts';
import type { RunInfo } from '../protocol/records.ts';
import { version } from '../version.ts';

export function differencesOf(before: RunInfo, { backend, report }: Choice): string[] {
  const found: string[] = [];
  const compare = (what: string, was: string | number | undefined, is: string | number) => {
    if (was !== undefined && was !== is) found.push(`${what}: ${was} before, ${is} now`);
  };
  compare('backend', before.backend?.chosen, report.chosen);
  compare('device', before.backend?.device, report.device);
  compare('threads', before.threads, backend.threads);
  const now: Readonly<Record<string, string>> = {
    netwright: version,
    node: process.versions.node,
    ...backend.versions,
  };
  for (const [name, is] of Object.entries(now)) compare(name, before.versions[name], is);
  return found;
}
