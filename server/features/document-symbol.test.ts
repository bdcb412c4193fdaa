import assert from 'node:assert/strict';
import { documentSymbols } from './document-symbol.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

describe('the outline', () => {
  it('lists models with their layers and shapes, data, trains', () => {
    const symbols = documentSymbols(checkedText(SMALL));
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['Net', 'model'],
        ['set', 'data'],
        ['run', 'train on set'],
      ],
    );
    assert.deepEqual(
      symbols[0]?.children?.map(({ name, detail }) => [name, detail]),
      [
        ['image', '8×8×3'],
        ['stem', 'conv ⟶ 8×8×8'],
        ['relu1', 'relu ⟶ 8×8×8'],
        ['top', 'flatten ⟶ 512'],
        ['scores', 'dense ⟶ 10'],
      ],
    );
  });

  it('keeps what the protocol asks of half a file: a name, the selection within the range', () => {
    for (let end = 1; end <= SMALL.length; end++) {
      const checked = checkedText(SMALL.slice(0, end));
      const offset = checked.document.offsetAt.bind(checked.document);
      for (const { name, range, selectionRange } of documentSymbols(checked)) {
        assert.notEqual(name, '');
        assert.ok(offset(range.start) <= offset(selectionRange.start), SMALL.slice(0, end));
        assert.ok(offset(range.end) >= offset(selectionRange.end), SMALL.slice(0, end));
      }
    }
  });
});
