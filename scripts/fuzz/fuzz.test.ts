import assert from 'node:assert/strict';
import { corpus, libraryOf } from './corpus.ts';
import { inputOf } from './damage.ts';
import { tryInput } from './try.ts';

const INPUTS = 60;

describe('damaged model files', () => {
  const sources = corpus();

  it('are drawn from the examples, the zoo with its blocks, and the files of diagnostics', () => {
    const folders = new Set(sources.map(({ file }) => file.slice(0, file.lastIndexOf('/'))));
    for (const folder of ['examples', 'examples/zoo', 'examples/zoo/blocks', 'server/language/fixtures'])
      assert.ok(folders.has(folder), folder);
  });

  it('are the same for the same seed and number, and differ from file and neighbour', () => {
    const texts = Array.from({ length: 100 }, (_, index) => inputOf(sources, 1, index).text);
    assert.deepEqual(
      texts,
      Array.from({ length: 100 }, (_, index) => inputOf(sources, 1, index).text),
    );
    const whole = new Set(sources.map(({ text }) => text));
    assert.ok(texts.filter((text) => !whole.has(text)).length > 90);
    assert.ok(new Set(texts).size > 95);
  });

  it('are answered by every feature of the server without an exception', () => {
    const library = libraryOf(sources);
    for (let index = 0; index < INPUTS; index++) {
      const input = inputOf(sources, 2026, index);
      try {
        tryInput(input, library);
      } catch (error) {
        throw new Error(`input ${index} of seed 2026, from ${input.file}`, { cause: error });
      }
    }
  });
});
