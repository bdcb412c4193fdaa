import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netwright, root, scratchFolder } from './netwright.ts';

const sound = readFileSync(join(root, 'examples', 'lenet.nn'), 'utf8');
const broken = 'model Small {\n  input(image, 7x7x3)\n  conv(8, 3x3, stride=3)\n}\n';

describe('netwright check', () => {
  const folder = scratchFolder();
  const importing = scratchFolder();
  before(() => {
    mkdirSync(join(folder, 'models', 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'sound.nn'), sound);
    writeFileSync(join(folder, 'models', 'broken.nn'), broken);
    writeFileSync(join(folder, 'models', 'node_modules', 'other.nn'), broken);
  });

  it('says that a sound file is, and exits with 0', async () => {
    const { code, stdout, stderr } = await netwright(['check', 'sound.nn'], { cwd: folder });
    assert.deepEqual([code, stdout, stderr], [0, '1 file, 0 errors, 0 warnings\n', '']);
  });

  it('prints place, line, carets, message and fixes as a compiler does, and exits with 1', async () => {
    const { code, stdout } = await netwright(['check', join('models', 'broken.nn')], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /^models.broken\.nn:3:16 error\[[a-z-]+\] .*\(7 − 3\)\/3 \+ 1 = 2\.33/);
    assert.match(stdout, /\n {2}│ {16}\^{8}\n/);
    assert.match(stdout, /fix: /);
    assert.match(stdout, /\n1 file, 1 error, 0 warnings\n$/);
  });

  it('follows imports, and points into the file where a fault comes about', async () => {
    writeFileSync(join(importing, 'part.nn'), '\nblock Part {\n  conv(8, 3x3, stride=3)\n}\n');
    writeFileSync(
      join(importing, 'main.nn'),
      'import { Part } from "./part.nn"\nmodel Small {\n  input(image, 7x7x3)\n  Part\n}\n',
    );
    const { code, stdout } = await netwright(['check', 'main.nn'], { cwd: importing });
    assert.equal(code, 1);
    assert.match(stdout, /^main\.nn:4:3 error\[window-does-not-fit\]/);
    assert.match(stdout, /\n +part\.nn:3:\d+ in Part\n/);
  });

  it('reads folders, but not the packages in them', async () => {
    const { code, stdout } = await netwright(['check', '.'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stdout, /\n2 files, 1 error, 0 warnings\n$/);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await netwright(['check', '-'], { input: broken });
    assert.equal(code, 1);
    assert.match(stdout, /^<stdin>:3:16 error/);
  });

  it('prints one JSON document', async () => {
    const { code, stdout } = await netwright(['check', '--format', 'json', '.'], { cwd: folder });
    assert.equal(code, 1);
    const { version, files, diagnostics } = JSON.parse(stdout);
    assert.deepEqual([version, files.length, diagnostics.length], [1, 2, 1]);
    const [{ file, severity, start, end }] = diagnostics;
    assert.deepEqual(
      [file, severity, start, end],
      [join('models', 'broken.nn'), 'error', { line: 3, column: 16 }, { line: 3, column: 24 }],
    );
  });

  it('prints SARIF, whose rules are those of the results', async () => {
    const { stdout } = await netwright(['check', '--format=sarif', 'models'], { cwd: folder });
    const { version, runs } = JSON.parse(stdout);
    assert.equal(version, '2.1.0');
    const [{ tool, results }] = runs;
    assert.deepEqual(tool.driver.rules, [{ id: results[0].ruleId }]);
    const { artifactLocation, region } = results[0].locations[0].physicalLocation;
    assert.deepEqual([artifactLocation.uri, region.startLine, region.startColumn], ['models/broken.nn', 3, 16]);
  });

  it('says which file or folder is not there', async () => {
    const missing = await netwright(['check', 'missing.nn'], { cwd: folder });
    assert.deepEqual([missing.code, missing.stderr], [1, 'There is no file or folder missing.nn.\n']);
    mkdirSync(join(folder, 'empty'));
    const empty = await netwright(['check', 'empty'], { cwd: folder });
    assert.deepEqual([empty.code, empty.stderr], [1, 'There is no .nn file in empty.\n']);
  });
});
