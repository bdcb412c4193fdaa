import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { alone, check } from './document.ts';
import { documentLinks } from './document-link.ts';

const links = (uri: string, text: string) => {
  const checked = check(TextDocument.create(uri, 'netwright', 1, text), alone);
  return documentLinks(checked).map(({ range, target }) => [checked.document.getText(range), target]);
};

describe('links', () => {
  it('lead from imports to files', () =>
    assert.deepEqual(links('file:///zoo/a.nn', 'import { Unit } from "../my blocks/unit.nn"\n'), [
      ['../my blocks/unit.nn', 'file:///my%20blocks/unit.nn'],
    ]));
  it('lead from weights to files, and from folders nowhere', () =>
    assert.deepEqual(
      links(
        'file:///zoo/a.nn',
        'data d {\n  source = mnist("data")\n}\ntrain A on d {\n  weights = load("resnet50.safetensors")\n}\n',
      ),
      [['resnet50.safetensors', 'file:///zoo/resnet50.safetensors']],
    ));
  it('lead nowhere from a document without a folder, or while the path is missing', () => {
    assert.deepEqual(links('untitled:Untitled-1', 'import { Unit } from "./unit.nn"\n'), []);
    assert.deepEqual(links('file:///a.nn', 'import { Unit } from ""\n'), []);
  });
});
