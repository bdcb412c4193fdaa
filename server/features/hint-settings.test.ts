import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultHints, readHints } from './hint-settings.ts';
import { inlayHints } from './inlay-hint.ts';
import { checkedText, SMALL } from './marked.fixture.ts';

const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const nothing = readHints(Object.fromEntries(Object.keys(defaultHints).map((key) => [key, false])));
const only = (...keys: readonly (keyof typeof defaultHints)[]) =>
  inlayHints(checkedText(SMALL), all, { ...nothing, ...Object.fromEntries(keys.map((key) => [key, true])) }).map(
    ({ position: { line }, label }) => `${line} ${label}`,
  );

describe('settings of hints', () => {
  it('are those of the manifest, with its defaults', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'));
    const properties = manifest.contributes.configuration.properties as Record<string, { default: unknown }>;
    const hints = Object.entries(properties).filter(([key]) => key.startsWith('netwright.hints.'));
    assert.deepEqual(
      Object.fromEntries(hints.map(([key, property]) => [key.split('.')[2], property.default])),
      defaultHints,
    );
  });
  it('are read as far as they are switches', () => {
    assert.deepEqual(readHints(null), defaultHints);
    assert.deepEqual(readHints({ shapes: false, macs: 'yes', other: true }), { ...defaultHints, shapes: false });
  });
  it('switch every kind by itself', () => {
    assert.deepEqual(only(), []);
    assert.deepEqual(only('shapes').slice(0, 2), ['1 ⟶ 8×8×3', '3 ⟶ 8×8×8']);
    assert.deepEqual(only('params'), ['3 224 params', '6 5,130 params']);
    assert.deepEqual(only('macs'), ['3 13,824 MACs', '6 5,120 MACs']);
    assert.deepEqual(only('activations').slice(0, 2), ['1 768 B', '3 2.0 KiB']);
    assert.deepEqual(only('receptiveField'), ['3 sees 3×3', '4 sees 3×3', '5 sees everything', '6 sees everything']);
    assert.deepEqual(only('shapes', 'macs')[1], '3 ⟶ 8×8×8 · 13,824 MACs');
  });
  it('name arguments that are given by position, where the name says more', () =>
    assert.deepEqual(only('arguments'), [
      '1 shape:',
      '3 filters:',
      '3 kernel:',
      '6 units:',
      '10 folder:',
      '15 weight:',
    ]));
});
