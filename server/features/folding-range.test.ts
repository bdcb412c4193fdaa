import assert from 'node:assert/strict';
import { foldingRanges } from './folding-range.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

const folds = (text: string) =>
  foldingRanges(checkedText(text)).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]);

describe('folding', () => {
  it('folds items and leaves their closing brace in sight', () =>
    assert.deepEqual(folds(SMALL), [
      [0, 6, undefined],
      [9, 11, undefined],
      [14, 16, undefined],
    ]));
  it('folds comments of several lines, and neither single ones nor those behind code', () =>
    assert.deepEqual(folds('# one\n# two\n# three\n\n# alone\nmodel A { input(x, 8) } # behind\n# below\n'), [
      [0, 2, 'comment'],
    ]));
});
