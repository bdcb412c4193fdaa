import assert from 'node:assert/strict';
import { codeLenses } from './code-lens.ts';
import { documentSymbols } from './document-symbol.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hint.ts';
import { instantiations } from './instantiations.ts';
import { BLOCKS, checkedText, URI } from './marked.fixture.ts';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

/** The file with an instantiation of Unit chosen. */
const showing = (index: number) =>
  checkedText(BLOCKS, { chosen: (uri, block) => (uri === URI && block === 'Unit' ? { file: URI, index } : null) });

const hintsOf = (index: number) =>
  inlayHints(showing(index), all).map(({ position, label }) => `${position.line} ${label}`);

const hoverAt = (index: number, needle: string) => {
  const checked = showing(index);
  const found = hover(checked, checked.document.positionAt(BLOCKS.indexOf(needle) + 1));
  return (found!.contents as { value: string }).value.split('\n\n');
};

describe('blocks', () => {
  it('show the first instantiation, and mark what differs in others', () =>
    assert.deepEqual(hintsOf(0), [
      '4 ⟶ 8×8×8 · 224* params',
      '4 ⟶ 8×8×8',
      '5 ⟶ 8×8×8 · 32 params',
      '6 ⟶ 8×8×8',
      '7 ⟶ 8×8×8',
      '11 ⟶ 8×8×3',
      '12 ⟶ 8×8×8 · 256* params',
      '13 ⟶ 512',
    ]));

  it('show another one that is chosen, without the branch that it does not take', () =>
    assert.deepEqual(hintsOf(1).slice(0, 4), ['4 ⟶ 8×8×8 · 584* params', '4 ⟶ 8×8×8', '6 ⟶ 8×8×8', '7 ⟶ 8×8×8']));

  it('show the last one where the chosen one is gone', () => assert.deepEqual(hintsOf(7), hintsOf(1)));

  it('say the marked values on hover of a hint', () =>
    assert.equal(
      inlayHints(showing(0), all)[0]?.tooltip,
      'stage.0.conv1.weight 8×3×3×3\nstage.0.conv1.bias 8\n13,824 multiply-adds\n2.0 KiB of activations per image\n* 224, 584',
    ));

  it('have a lens that says which is shown, and one that steps on', () =>
    assert.deepEqual(
      codeLenses(showing(1))
        .map(({ command }) => command)
        .filter((command) => command?.command === 'netwright.chooseInstantiation'),
      [
        { title: '8→8 at 8×8, 2 of 2', command: 'netwright.chooseInstantiation', arguments: [URI, 'Unit'] },
        { title: 'next', command: 'netwright.chooseInstantiation', arguments: [URI, 'Unit', 0] },
      ],
    ));

  it('list their instantiations with where each is called', () =>
    assert.deepEqual(instantiations(showing(1), 'Unit'), [
      { title: '3→8 at 8×8', detail: 'line 13 of Net · 256 params', chosen: false },
      { title: '8→8 at 8×8', detail: 'line 13 of Net · 584 params', chosen: true },
    ]));

  it('are explained at a layer by the instantiation that is shown', () => {
    assert.deepEqual(hoverAt(1, 'conv(width, 3x3').slice(1, 3), [
      '**8×8×8 ⟶ 8×8×8**',
      'Shown is 8→8 at 8×8. In all: 8×8×3 ⟶ 8×8×8 · 8×8×8 ⟶ 8×8×8',
    ]);
    assert.match(
      hoverAt(1, 'conv(width, 1x1')[2] ?? '',
      /^Not run in the instantiation that is shown; this is 3→8 at 8×8/,
    );
  });

  it('are explained at a call', () =>
    assert.deepEqual(hoverAt(0, 'Unit(twice'), [
      '```netwright\nblock Unit(width, project=false)\n```',
      '**8×8×3 ⟶ 8×8×8**',
      '256 parameters · 15,360 multiply-adds',
      'Here it is 3→8 at 8×8, 8→8 at 8×8; shown is 3→8 at 8×8.',
    ]));

  it('stand in the outline with their layers, marked in the same way', () => {
    const symbols = documentSymbols(showing(0));
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ['twice', 'function'],
        ['Unit', 'block'],
        ['Net', 'model'],
      ],
    );
    const unit = symbols[1]?.children ?? [];
    assert.deepEqual(
      unit.map(({ name }) => name),
      ['add1', 'relu2'],
    );
    assert.deepEqual(
      unit[0]?.children?.map(({ name }) => name),
      ['conv1', 'relu1', 'conv2'],
    );
    assert.deepEqual(
      symbols[2]?.children?.map(({ name, detail }) => [name, detail]),
      [
        ['image', '8×8×3'],
        ['Unit', '⟶ 8×8×8'],
        ['flatten1', 'flatten ⟶ 512'],
      ],
    );
  });
});
