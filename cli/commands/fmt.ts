import { format } from '../../server/language/index.ts';
import { type Command, flag } from '../command.ts';
import { readModelFiles, STANDARD_INPUT } from '../files.ts';
import { exitCodes } from '../terminal/exit.ts';
import { err, out, painter, plural } from '../terminal/output.ts';
import { replaceFile } from '../write-file.ts';

export const fmt: Command = {
  name: 'fmt',
  usage: 'fmt FILE…|- [--check]',
  doc: 'Formats model files, folders of them or standard input: white space only, meaning and comments stay. What has a syntax error is left as it is.',
  options: {
    check: { type: 'boolean', doc: 'writes nothing; lists what would change and exits with 1 if anything would' },
  },
  async run(invocation) {
    const checking = flag(invocation, 'check');
    const paint = painter(process.stderr);
    let changed = 0;
    const files = await readModelFiles(invocation.positionals);
    for (const { path, analysis } of files) {
      const formatted = format(analysis.text);
      if (path === STANDARD_INPUT && !checking) process.stdout.write(formatted);
      if (formatted === analysis.text) continue;
      changed++;
      if (checking) out(path);
      else if (path !== STANDARD_INPUT) {
        replaceFile(path, formatted);
        err(`${paint('bold', path)} formatted`);
      }
    }
    err(`${plural(files.length, 'file')}, ${changed} ${checking ? 'to format' : 'formatted'}`);
    return checking && changed > 0 ? exitCodes.input : exitCodes.fine;
  },
};
