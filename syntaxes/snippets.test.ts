import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../server/language/index.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(readFileSync(join(import.meta.dirname, 'snippets.json'), 'utf8')) as Record<
  string,
  Snippet
>;

/** What stands there if a person only presses Tab. */
const inserted = ({ body }: Snippet) =>
  body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]+)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$2/g, body[0]?.match(/\$\{2:([^}]*)\}/)?.[1] ?? '');

describe('snippets', () => {
  it('make, one after the other, a file that checks clean and trains', () => {
    const text = Object.values(snippets).map(inserted).join('\n\n');
    const { diagnostics, trains } = analyze('a.nn', text);
    // A block by itself is only written, not yet called.
    assert.deepEqual(
      diagnostics.filter(({ code }) => code !== 'unused-block'),
      [],
    );
    assert.deepEqual(
      trains.map(({ job }) => job?.settings.name),
      ['Net'],
    );
  });
  it('are found by the keyword they start with', () =>
    assert.deepEqual(
      Object.values(snippets).map(({ prefix, body }) => [prefix, body[0]?.split(' ')[0]]),
      [
        ['model', 'model'],
        ['block', 'block'],
        ['fn', 'fn'],
        ['data', 'data'],
        ['train', 'train'],
        ['search', 'search'],
      ],
    ));
});
