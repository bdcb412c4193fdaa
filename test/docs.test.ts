/** What documents say of the repository is true: paths exist, commands are there, JSON is what the program prints. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '../cli/commands/index.ts';
import { analyze } from '../server/language/index.ts';

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pages = globSync(['*.md', 'docs/*.md'], { cwd: root });
const folders = new Set(readdirSync(root, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : [])));
/** Made by the build and by what is installed. */
for (const made of ['dist', 'out', 'node_modules', '.cache']) folders.delete(made);

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

/** `model/layers/<name>.ts` stands for any file of that form. */
const there = (path: string) =>
  path.includes('<') ? globSync(path.replace(/<\w+>/g, '*'), { cwd: root }).length > 0 : existsSync(join(root, path));

const isPath = (code: string) => /^[\w.<>*-]+\/[\w./<>*-]*$/.test(code) && folders.has(code.split('/')[0]!);

describe('the documents', () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    const code = [...matches(text, /`([^`\n]+)`/g), ...matches(text, /^```sh\n([\s\S]*?)^```/gm)];

    it(`${page} names only files that exist`, () => {
      const links = matches(text, /\]\(([^)#\s]+)[^)]*\)/g).filter((link) => !/^\w+:/.test(link));
      const missing = [
        ...links.filter((link) => !existsSync(join(root, dirname(page), link))),
        ...code.filter((path) => isPath(path) && !there(path)),
        ...code.flatMap((line) => matches(line, /\bnode ([\w/-]+\.ts)/g)).filter((path) => !there(path)),
      ];
      assert.deepEqual(missing, []);
    });

    it(`${page} names only commands that exist`, () => {
      const run = code.flatMap((line) => matches(line, /\bnpm run ([\w:-]+)/g));
      const short = code.flatMap((line) => matches(line, /\bnpm (start|test)\b/g));
      const called = code.flatMap((line) => matches(line, /^(?:npx )?netwright ([a-z]+)\b/gm));
      const names = commands.map(({ name }) => name);
      assert.deepEqual(
        [...run, ...short].filter((name) => !Object.hasOwn(scripts, name)),
        [],
      );
      assert.deepEqual(
        called.filter((name) => !names.includes(name)),
        [],
      );
    });
  }

  it('README.md has a model that checks clean', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [model] = matches(readme, /^```nn\n([\s\S]*?)^```/gm);
    assert.deepEqual(analyze('README.md', model!).diagnostics, []);
  });

  it('docs/cli.md shows the graph that is printed', () => {
    const [json] = matches(readFileSync(join(root, 'docs', 'cli.md'), 'utf8'), /^```json\n([\s\S]*?)^```/gm);
    const shown = JSON.parse(json!);
    const file = 'examples/lenet.nn';
    const { graph } = analyze(file, readFileSync(join(root, file), 'utf8')).models[0]!;
    const printed = JSON.parse(JSON.stringify(graph)) as typeof graph;
    assert.partialDeepStrictEqual({ ...printed, layers: printed.layers.slice(0, 1) }, shown);
    assert.deepEqual(Object.keys(printed).toSorted(), Object.keys(shown).toSorted());
  });

  it('docs/cli.md has every command and every option', () => {
    const page = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
    for (const { name, options, later } of commands) {
      if (later) {
        assert.ok(page.includes(`\`${name}\``), name);
        continue;
      }
      const usage = new RegExp(`^netwright ${name} .*`, 'm').exec(page)?.[0] ?? '';
      for (const option of Object.keys(options))
        assert.ok(option === 'fix' || usage.includes(`--${option}`), `${name} ${option}`);
    }
  });
});
