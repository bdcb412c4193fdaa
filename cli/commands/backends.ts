import { probeBackends } from '../../engine/backends/choose.ts';
import { type Command, flag } from '../command.ts';
import { exitCodes } from '../terminal/exit.ts';
import { out, table } from '../terminal/output.ts';

export const backends: Command = {
  name: 'backends',
  usage: 'backends [--json]',
  doc: 'Tries every backend and says what is there, and why the rest is not.',
  options: { json: { type: 'boolean', doc: 'one JSON document' } },
  async run(invocation) {
    const found = await probeBackends();
    if (flag(invocation, 'json')) {
      out(JSON.stringify({ version: 1, backends: found }, null, 2));
      return exitCodes.fine;
    }
    const rows = found.map(({ backend, device, gpu, reason, remedy }) => {
      if (device !== null) return ['✓', backend, `${device}${gpu ? ', a GPU in use' : ''}`];
      return ['✗', backend, `${reason}${remedy === null ? '' : ` → ${remedy}`}`];
    });
    out(table(rows));
    const first = found.find(({ device }) => device !== null);
    out(`\nA training uses ${first?.backend ?? 'none of them'} unless --backend says otherwise.`);
    return exitCodes.fine;
  },
};
