/** `npm run vscode`: the example in VS Code with the extension; the desktop's where there is one, else the server from npm. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build-all.ts';
import { serveVsCode } from './host/serve.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'examples');

const onPath = (program: string) =>
  spawnSync(program, ['--version'], { shell: process.platform === 'win32', stdio: 'ignore' }).status === 0;

build();
if (onPath('code')) {
  spawnSync('code', [`--extensionDevelopmentPath=${root}`, examples, join(examples, 'lenet.nn')], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
} else {
  const server = await serveVsCode({ port: 8231, data: join(root, '.cache', 'vscode') });
  console.log(
    `\nVS Code with Netwright: open this address in a browser.\n\n  ${server.address(examples, { file: join(examples, 'lenet.nn') })}\n\nCtrl-C ends it.`,
  );
  process.on('SIGINT', () => void server.stop().then(() => process.exit(0)));
}
