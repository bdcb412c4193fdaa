import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netwright, root, scratchFolder } from './netwright.ts';

const lenet = join(root, 'examples', 'lenet.nn');

describe('netwright graph', () => {
  const folder = scratchFolder();

  it('prints the checked graph as JSON, and nothing else', async () => {
    const { code, stdout, stderr } = await netwright(['graph', lenet, '--json']);
    assert.deepEqual([code, stderr], [0, '']);
    const graph = JSON.parse(stdout);
    assert.deepEqual([graph.version, graph.model, graph.params, graph.batch], [1, 'LeNet5', 61_706, 1]);
    const { id, layer, output, params, source } = graph.layers[0];
    assert.deepEqual([id, layer, output, params], ['conv1', 'conv', [28, 28, 6], 156]);
    assert.equal(source.line, 7);
  });

  it('takes --set', async () => {
    const { stdout } = await netwright(['graph', lenet, '--json', '--set', 'classes=26']);
    assert.deepEqual(JSON.parse(stdout).layers.at(-1).output, [26]);
  });

  it('prints a table for people', async () => {
    const { stdout } = await netwright(['graph', lenet]);
    assert.match(stdout, /\nconv1 +conv +28×28×6 +156 +117,600\n/);
    assert.match(stdout, /\nLeNet5: 61,706 parameters/);
  });

  it('prints several models as an array, or the one that is named', async () => {
    const file = join(folder, 'two.nn');
    writeFileSync(file, 'model A { input(x, 4); dense(2) }\nmodel B { input(x, 4); dense(3) }\n');
    const names = (json: string) => JSON.parse(json).map(({ model }: { model: string }) => model);
    assert.deepEqual(names((await netwright(['graph', file, '--json'])).stdout), ['A', 'B']);
    assert.equal(JSON.parse((await netwright(['graph', file, '--json', '--model', 'B'])).stdout).model, 'B');
    const { code, stderr } = await netwright(['graph', file, '--model', 'C']);
    assert.deepEqual([code, /it has A, B/.test(stderr)], [1, true]);
  });

  it('prints the table of what is known of a file with errors', async () => {
    const file = join(folder, 'half.nn');
    writeFileSync(file, 'model A { input(x, 4); dense(2); dens(2); dense(3) }\n');
    const { code, stdout, stderr } = await netwright(['graph', file]);
    assert.equal(code, 1);
    assert.match(stdout, /dense1 +dense +2 +10 +8\n/);
    assert.match(stdout, /A: \? parameters/);
    assert.match(stderr, /called dens[\s\S]*has 1 error\. The graph is of what is known/);
  });

  it('refuses a file with errors and leaves standard output empty', async () => {
    const file = join(folder, 'broken.nn');
    writeFileSync(file, 'model A { input(x, 4); dens(2) }\n');
    const { code, stdout, stderr } = await netwright(['graph', file, '--json']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /dens/);
  });
});
