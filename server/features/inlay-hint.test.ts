import assert from 'node:assert/strict';
import { inlayHints } from './inlay-hint.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

const hints = (text: string, from = 0, to = 1000) =>
  inlayHints(checkedText(text), { start: { line: from, character: 0 }, end: { line: to, character: 0 } });

describe('inlay hints', () => {
  it('stand behind every call', () =>
    assert.deepEqual(
      hints(SMALL).map(({ position, label }) => [position.line, position.character, label]),
      [
        [1, 21, '⟶ 8×8×3'],
        [3, 32, '⟶ 8×8×8 · 224 params'],
        [4, 6, '⟶ 8×8×8'],
        [5, 23, '⟶ 512'],
        [6, 25, '⟶ 10 · 5,130 params'],
      ],
    ));
  it('say weights and costs on hover', () =>
    assert.deepEqual(
      hints(SMALL).map(({ tooltip }) => tooltip),
      [
        '768 B per image',
        'stem.weight 8×3×3×3\nstem.bias 8\n13,824 multiply-adds\n2.0 KiB of activations per image',
        '2.0 KiB of activations per image',
        '2.0 KiB of activations per image',
        'scores.weight 10×512\nscores.bias 10\n5,120 multiply-adds\n40 B of activations per image',
      ],
    ));
  it('are given for the lines asked for', () =>
    assert.deepEqual(
      hints(SMALL, 3, 5).map(({ position }) => position.line),
      [3, 4],
    ));
  it('are quiet in blocks of which nothing is known, and tell what is', () =>
    assert.deepEqual(
      hints('block A(n) {\n  conv(n, 3x3)\n  relu\n}\nblock B {\n  A(4)\n}').map(({ label }) => label),
      ['⟶ ?×?×4 · ? params', '⟶ ?×?×4', '⟶ ?×?×4 · ? params'],
    ));
  it('follow arrows within a line', () =>
    assert.deepEqual(
      hints('model A {\n  input(x, 8x8x1)\n  conv(2, 3x3) -> relu -> flatten\n}').map(({ label }) => label),
      ['⟶ 8×8×1', '⟶ 6×6×2 · 20 params', '⟶ 6×6×2', '⟶ 72'],
    ));
  it('write what is not known as ?', () =>
    assert.deepEqual(
      hints('model A(n) {\n  input(x, 8)\n  dense(n)\n  relu\n}').map(({ label }) => label),
      ['⟶ 8', '⟶ ? · ? params', '⟶ ?'],
    ));
});
