import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIdx } from '../../formats/idx.ts';
import { netwright, root, scratchFolder } from './netwright.ts';

const sound = readFileSync(join(root, 'examples', 'lenet.nn'), 'utf8');
/** Images as the sound file wants them, all black. */
function writeImages(folder: string, count = 2500): void {
  mkdirSync(folder, { recursive: true });
  const images = writeIdx({ shape: [count, 28, 28], data: new Uint8Array(count * 28 * 28) });
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), images);
  const labels = writeIdx({ shape: [count], data: Uint8Array.from({ length: count }, (_, i) => i % 10) });
  writeFileSync(join(folder, 'train-labels-idx1-ubyte'), labels);
}

const broken = 'model Small {\n  input(image, 7x7x3)\n  conv(8, 3x3, stride=3)\n}\n';

describe('netwright check', () => {
  const folder = scratchFolder();
  const importing = scratchFolder();
  before(() => {
    mkdirSync(join(folder, 'models', 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'sound.nn'), sound);
    writeImages(join(folder, 'digits', 'data'));
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

  it('looks into the data: what is missing is a warning, what does not go together an error', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'sound.nn'), sound);
    const missing = await netwright(['check', join('other', 'sound.nn')], { cwd: folder });
    assert.equal(missing.code, 0);
    assert.match(missing.stdout, /warning\[data-missing\] There is no train-images-idx3-ubyte .* in digits\/data/);
    assert.match(missing.stdout, /\n1 file, 0 errors, 1 warning\n$/);
    writeImages(join(other, 'digits', 'data'), 100);
    const few = await netwright(['check', join('other', 'sound.nn')], { cwd: folder });
    assert.equal(few.code, 1);
    assert.match(few.stdout, /error\[nothing-to-train-on\] .* there are 100 samples, and 100 − 2000 = −1900\./);
    const classes = sound.replace('dense(classes)', 'dense(8)');
    writeFileSync(join(folder, 'eight.nn'), classes);
    const eight = await netwright(['check', 'eight.nn'], { cwd: folder });
    assert.match(eight.stdout, /error\[class-count\] LeNet5 ends in 8 scores \(scores\); digits has 10 classes\./);
    assert.match(eight.stdout, /fix: Make it 10 scores/);
    rmSync(other, { recursive: true });
    rmSync(join(folder, 'eight.nn'));
  });

  it('says which file or folder is not there', async () => {
    const missing = await netwright(['check', 'missing.nn'], { cwd: folder });
    assert.deepEqual([missing.code, missing.stderr], [1, 'There is no file or folder missing.nn.\n']);
    mkdirSync(join(folder, 'empty'));
    const empty = await netwright(['check', 'empty'], { cwd: folder });
    assert.deepEqual([empty.code, empty.stderr], [1, 'There is no .nn file in empty.\n']);
  });
});
