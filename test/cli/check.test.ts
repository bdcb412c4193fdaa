import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIdx } from '../../formats/idx.ts';
import { netwright, root, scratchFolder } from './netwright.ts';

const sound = readFileSync(join(root, 'examples', 'lenet.nn'), 'utf8');
/** The same over files. */
const overFiles = sound.replace('digits(12000)', 'mnist("digits/data")');

/** Images as the file wants them, all black. */
function writeImages(folder: string, count: number): void {
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
    assert.deepEqual(tool.driver.rules, [
      {
        id: results[0].ruleId,
        shortDescription: { text: 'A window that never sees the last rows or columns.' },
      },
    ]);
    const { artifactLocation, region } = results[0].locations[0].physicalLocation;
    assert.deepEqual([artifactLocation.uri, region.startLine, region.startColumn], ['models/broken.nn', 3, 16]);
  });

  it('looks into the data: what is missing is a warning, what does not go together an error', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'sound.nn'), overFiles);
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

  describe('with a netwright.json', () => {
    const project = join(folder, 'project');
    const model = 'model Small {\n  input(image, 7x7x3)\n  maxpool(2x2)\n}\n';
    const check = (json: string, ...args: readonly string[]) => {
      writeFileSync(join(project, 'netwright.json'), json);
      return netwright(['check', join('models', 'small.nn'), ...args], { cwd: project });
    };
    before(() => {
      mkdirSync(join(project, 'models'), { recursive: true });
      writeFileSync(join(project, 'models', 'small.nn'), model);
    });

    it('above the file takes severities from it', async () => {
      const off = await check('{ "severities": { "window-does-not-fit": "off" } }');
      assert.deepEqual([off.code, off.stdout], [0, '1 file, 0 errors, 0 warnings\n']);
      const error = await check('{ "severities": { "window-does-not-fit": "error" } }');
      assert.equal(error.code, 1);
      assert.match(error.stdout, /^models.small\.nn:3:3 error\[window-does-not-fit\]/);
    });

    it('that is wrong says so at its place', async () => {
      const { code, stdout } = await check('{\n  "severities": { "window-does-not-fit": "of" }\n}');
      assert.equal(code, 1);
      assert.match(
        stdout,
        /^netwright\.json:2:42 error\[config-wrong-value\] A severity is one of error, warning, information, off\.\n/,
      );
      assert.match(stdout, /warning\[window-does-not-fit\]/);
      const { diagnostics } = JSON.parse((await check('{', '--format=json')).stdout);
      assert.deepEqual(
        diagnostics.map(({ file, code: said }: { file: string; code: string }) => [file, said]),
        [
          ['netwright.json', 'config-not-json'],
          [join('models', 'small.nn'), 'window-does-not-fit'],
        ],
      );
    });
  });

  describe('--fix', () => {
    const untidy = `model Net {
  input(image, 28x28x1)
  let unused = 3                       # not any more
  conv(8, 3x3, pad=1); batchnorm; relu
  flaten
  dense(10)
}
`;
    const tidy = `model Net {
  input(image, 28x28x1)
  conv(8, 3x3, pad=1, bias=false); batchnorm; relu
  flatten
  dense(10)
}
`;
    const path = join(folder, 'fix', 'net.nn');
    const text = () => readFileSync(path, 'utf8');
    const fix = (contents: string, ...args: readonly string[]) => {
      mkdirSync(join(folder, 'fix'), { recursive: true });
      writeFileSync(path, contents, { mode: 0o640 });
      return netwright(['check', '--fix', 'net.nn', ...args], { cwd: join(folder, 'fix') });
    };

    it('mends the file, and prints what it did', async () => {
      const { code, stdout, stderr } = await fix(untidy);
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(text(), tidy);
      assert.deepEqual(readdirSync(join(folder, 'fix')), ['net.nn']);
      if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o640);
      assert.equal(
        stdout,
        `net.nn:5:3 fixed[unknown-layer] Replace by flatten
net.nn:3:7 fixed[unused-let] Remove unused
net.nn:3:3 fixed[bias-before-batchnorm] Set bias=false

1 file, 0 errors, 0 warnings, 3 fixed
`,
      );
    });

    it('keeps line ends, and leaves what needs a choice', async () => {
      const { code, stdout } = await fix(
        'model Net {\r\n  input(image, 7x7x1)\r\n  ReLU\r\n  conv(8, 3x3, stride=3)\r\n}\r\n',
      );
      assert.equal(code, 1);
      assert.equal(text(), 'model Net {\r\n  input(image, 7x7x1)\r\n  relu\r\n  conv(8, 3x3, stride=3)\r\n}\r\n');
      assert.match(stdout, /^net\.nn:3:3 fixed\[unknown-layer\] Replace by relu\n\nnet\.nn:4:16 error/);
      assert.match(stdout, /\n1 file, 1 error, 0 warnings, 1 fixed\n$/);
    });

    it('does not touch a file that it cannot mend', async () => {
      await fix(tidy);
      const { mtimeMs } = statSync(path);
      const { stdout } = await netwright(['check', '--fix', path]);
      assert.equal(stdout, '1 file, 0 errors, 0 warnings\n');
      assert.equal(statSync(path).mtimeMs, mtimeMs);
    });

    it('says what it did in JSON', async () => {
      const { stdout } = await fix(untidy, '--format', 'json');
      const { fixed, diagnostics } = JSON.parse(stdout);
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(fixed[0], {
        file: 'net.nn',
        code: 'unknown-layer',
        title: 'Replace by flatten',
        start: { line: 5, column: 3 },
      });
      assert.equal(fixed.length, 3);
    });

    it('prints the mended text of standard input, the rest to standard error', async () => {
      const { code, stdout, stderr } = await netwright(['check', '--fix', '-'], { input: untidy });
      assert.equal(code, 0);
      assert.equal(stdout, tidy);
      assert.match(stderr, /^<stdin>:5:3 fixed\[unknown-layer\] Replace by flatten\n/);
      const broken = await netwright(['check', '-', '--fix'], { input: 'model A {\n  input(x, 8\n' });
      assert.deepEqual([broken.code, broken.stdout], [0, 'model A {\n  input(x, 8)\n}\n']);
      const refused = await netwright(['check', '--fix', '--format=json', '-'], { input: untidy });
      assert.deepEqual([refused.code, refused.stdout], [2, '']);
    });
  });
});
