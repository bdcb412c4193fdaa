import assert from 'node:assert/strict';
import { pageLink } from '../page-link.ts';
import { diagnostics } from './diagnostics.ts';
import { checkedText, URI } from './marked.fixture.ts';

describe('diagnostics for the editor', () => {
  it('count in UTF-16 and point at what they are related to', () =>
    assert.deepEqual(diagnostics(checkedText('# 🧠\nmodel A { input(x, 8) } # 🧠\nmodel A { input(x, 8) }\n')), [
      {
        range: { start: { line: 2, character: 6 }, end: { line: 2, character: 7 } },
        severity: 1,
        code: 'name-given-twice',
        codeDescription: { href: pageLink('name-given-twice') },
        source: 'netwright',
        message: 'A is there already; a name is given once.',
        relatedInformation: [
          {
            location: { uri: URI, range: { start: { line: 1, character: 6 }, end: { line: 1, character: 7 } } },
            message: 'the first one',
          },
        ],
      },
    ]));
  it('carry the severity of a warning', () =>
    assert.deepEqual(
      diagnostics(checkedText('model A {\n  input(x, 7x7x3)\n  maxpool(2x2)\n}')).map(({ severity, code }) => [
        severity,
        code,
      ]),
      [[2, 'window-does-not-fit']],
    ));
});
