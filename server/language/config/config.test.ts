import assert from 'node:assert/strict';
import { analyze } from '../index.ts';
import { defaultConfig, readConfig } from './config.ts';
import { Projects } from './projects.ts';

/** `line text: message` of what is said, the text that is underlined and the fixes. */
const said = (text: string) =>
  readConfig(text).diagnostics.map(({ severity, start, end, message, fixes }) => [
    severity,
    text.slice(start, end),
    message,
    ...fixes.map(({ title }) => title),
  ]);

const POOL = 'model A {\n  input(x, 7x7x3)\n  maxpool(2x2)\n}\n';
const severities = (text: string, json: string) =>
  analyze('a.nn', text, { config: readConfig(json).config }).diagnostics.map(({ code, severity }) => [code, severity]);

describe('netwright.json', () => {
  it('says how grave a code is', () => {
    const of = (level: string) => severities(POOL, `{ "severities": { "window-does-not-fit": "${level}" } }`);
    assert.deepEqual(severities(POOL, '{}'), [['window-does-not-fit', 'warning']]);
    assert.deepEqual(of('error'), [['window-does-not-fit', 'error']]);
    assert.deepEqual(of('information'), [['window-does-not-fit', 'information']]);
    assert.deepEqual(of('off'), []);
  });

  it('switches on what is off', () => {
    const wide = 'model A {\n  input(x, 8x8x256)\n  conv(256, 3x3, pad=1)\n}\n';
    assert.deepEqual(severities(wide, '{}'), []);
    const on = '{ "severities": { "missing-bottleneck": "information" } }';
    assert.deepEqual(severities(wide, on), [['missing-bottleneck', 'information']]);
  });

  it('has limits', () => {
    const { config, diagnostics } = readConfig(
      '{ "$schema": "x", "limits": { "deviceMemory": "1.5 GiB", "deepestCall": 3, "mostLayers": 4 } }',
    );
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(config.limits, { deviceMemory: 1.5 * 2 ** 30, deepestCall: 3, mostLayers: 4 });
    assert.equal(readConfig('{ "limits": { "deviceMemory": 24e9 } }').config.limits.deviceMemory, 24e9);
    assert.equal(readConfig('{ "limits": { "deviceMemory": "24gb" } }').config.limits.deviceMemory, 24e9);
    const deep = 'block B(n) { if n > 0 { B(n - 1) }\n relu }\nmodel A { input(x, 8); B(3) }\n';
    const messages = (text: string) => analyze('a.nn', text, { config }).diagnostics.map(({ message }) => message);
    assert.deepEqual(
      messages(deep).filter((message) => message.includes('deep')),
      ['B is called 3 blocks deep; a block that calls itself must end by an `if`.'],
    );
    assert.deepEqual(messages('model A { input(x, 8); repeat(5) { dense(8) } }'), [
      'A has more than 4 layers here. The rest of it is not read.',
    ]);
  });

  it('says what is wrong in it at its place, and the rest of it holds', () => {
    assert.deepEqual(
      said(`{
  "severitys": {},
  "limits": { "deviceMemory": "much", "deepestCal": 3, "deepestCall": 0.5, "mostLayers": true },
  "severities": { "unused-let": "of", "unusd-let": "off", "zebra": "off", "unused-import": 1 }
}`),
      [
        ['error', '"severitys"', 'netwright.json has no severitys; is severities meant?', 'Replace by "severities"'],
        ['error', '"much"', 'deviceMemory is a size such as "8 GiB" or "24 GB", or a number of bytes.'],
        ['error', '"deepestCal"', 'limits has no deepestCal; is deepestCall meant?', 'Replace by "deepestCall"'],
        ['error', '0.5', 'deepestCall is an integer from 1 to 256.'],
        ['error', 'true', 'mostLayers is an integer from 1 to 200,000.'],
        ['error', '"of"', 'A severity is one of error, warning, information, off.', 'Replace by "off"'],
        ['warning', '"unusd-let"', 'There is no diagnostic unusd-let. Is unused-let meant?', 'Replace by "unused-let"'],
        ['warning', '"zebra"', 'There is no diagnostic zebra.'],
        ['error', '1', 'A severity is one of error, warning, information, off.'],
      ],
    );
    assert.deepEqual(said('[]'), [['error', '[]', 'netwright.json takes an object: { … }.']]);
    const half = readConfig('{ "limits": 3, "severities": { "unused-let": "off" } }');
    assert.equal(half.config.severities.get('unused-let'), 'off');
    assert.equal(half.diagnostics.length, 1);
  });

  it('that is no JSON is said to be none, whatever stands in it', () => {
    const problems: readonly (readonly [string, string, string])[] = [
      ['', '', 'A value is missing here.'],
      ['{', '{', 'A name in quotation marks was expected.'],
      ['{ "a": 1, }', '}', 'A name in quotation marks was expected.'],
      ['{ "a" 1 }', '1', 'A colon was expected.'],
      ['{ "a": 1 "b": 2 }', '"', 'A comma or } was expected.'],
      ['{ "a": [1, 2 }', '}', 'A comma or ] was expected.'],
      ['{ "a": no }', 'n', 'A value was expected: an object, a text in quotation marks or a number.'],
      ['{ "a\n": 1 }', '"a', 'This text is not closed, or has an escape that JSON does not know.'],
      ['{ "\\x": 1 }', '"\\x"', 'This text is not closed, or has an escape that JSON does not know.'],
      ['{} {}', '{', 'Nothing follows the end of the object.'],
    ];
    for (const [text, at, message] of problems) assert.deepEqual(said(text), [['error', at, message]], text);
    assert.equal(said(`${'['.repeat(100_000)}`)[0]?.[2], 'This is nested too deep.');
  });
});

describe('the netwright.json of a file', () => {
  const files: Record<string, string> = {
    'file:///w/netwright.json': '{ "limits": { "deepestCall": 1 } }',
    'file:///w/deep/er/netwright.json': '{ "limits": { "deepestCall": 2 } }',
    'C:\\models\\netwright.json': '{ "limits": { "deepestCall": 3 } }',
  };
  const asked: string[] = [];
  const projects = new Projects((file) => {
    asked.push(file);
    return files[file] ?? { problem: 'There is no such file.' };
  });
  const deepest = (file: string) => projects.of(file).config.limits.deepestCall;

  it('is the nearest one, beside it or above', () => {
    assert.equal(deepest('file:///w/a.nn'), 1);
    assert.equal(deepest('file:///w/deep/a.nn'), 1);
    assert.equal(deepest('file:///w/deep/er/a.nn'), 2);
    assert.equal(deepest('C:\\models\\small\\a.nn'), 3);
    assert.equal(projects.of('file:///w/deep/a.nn').file, 'file:///w/netwright.json');
    for (const nowhere of ['file:///v/a.nn', '/v/a.nn', 'a.nn', '<stdin>', 'untitled:Untitled-1'])
      assert.deepEqual([projects.of(nowhere).config, projects.of(nowhere).file], [defaultConfig, null]);
  });

  it('is read once for each folder, and again when it may have changed', () => {
    asked.length = 0;
    deepest('file:///w/deep/er/b.nn');
    assert.deepEqual(asked, []);
    files['file:///w/deep/er/netwright.json'] = '{ "limits": { "deepestCall": 7 } }';
    projects.forget();
    assert.equal(deepest('file:///w/deep/er/b.nn'), 7);
    assert.deepEqual(asked, ['file:///w/deep/er/netwright.json']);
  });
});
