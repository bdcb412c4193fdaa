import assert from 'node:assert/strict';
import { canonical, encoded, hasScheme, importPath, pathOf } from './uri.ts';

describe('addresses', () => {
  it('have one spelling each', () => {
    assert.equal(canonical('file:///c%3A/my%20nets/a.nn'), 'file:///C:/my nets/a.nn');
    assert.equal(canonical('file:///C:/my nets/a.nn'), 'file:///C:/my nets/a.nn');
    assert.equal(canonical('file:///a/100%.nn'), 'file:///a/100%.nn');
    assert.equal(canonical('untitled:Untitled-1'), 'untitled:Untitled-1');
  });
  it('are written as editors take them', () => {
    assert.equal(encoded('file:///a/my nets/é#1.nn'), 'file:///a/my%20nets/%C3%A9%231.nn');
    assert.equal(encoded(encoded('file:///a/my nets/é#1.nn')), 'file:///a/my%20nets/%C3%A9%231.nn');
  });
  it('lead to paths on disk, others do not', () => {
    if (process.platform !== 'win32') assert.equal(pathOf('file:///a/my%20nets/%231?.nn'), '/a/my nets/#1?.nn');
    assert.equal(pathOf('vscode-vfs://github/a/b.nn'), null);
    assert.equal(pathOf('untitled:Untitled-1'), null);
  });
  it('are told from plain paths', () => {
    assert.ok(hasScheme('file:///a.nn'));
    assert.ok(!hasScheme('C:/a.nn'));
    assert.ok(!hasScheme('blocks/a.nn'));
  });
  it('are imported by the way from one file to the other', () => {
    assert.equal(importPath('file:///zoo/a.nn', 'file:///zoo/b.nn'), './b.nn');
    assert.equal(importPath('file:///zoo/a.nn', 'file:///zoo/my%20blocks/b.nn'), './my blocks/b.nn');
    assert.equal(importPath('file:///zoo/deep/a.nn', 'file:///blocks/b.nn'), '../../blocks/b.nn');
    assert.equal(importPath('untitled:Untitled-1', 'file:///zoo/b.nn'), null);
    assert.equal(importPath('vscode-vfs://github/a.nn', 'file:///zoo/b.nn'), null);
  });
});
