import assert from 'node:assert/strict';
import type { CallableKind } from '../../model/catalog/callable.ts';
import { callablesOf, catalog } from '../../model/catalog/index.ts';
import { argumentLabel, signature } from './docs.ts';
import { marked } from './marked.fixture.ts';
import { signatureHelp } from './signature-help.ts';

/** The signature with the active parameter marked. */
function help(line: string): string | null {
  const { checked, position } = marked(
    `fn half(n) = n // 2\nblock Unit(width, stride = 1) {\n  relu\n}\nmodel A {\n  input(x, 8x8x1)\n  ${line}\n}`,
  );
  const found = signatureHelp(checked, position);
  if (found === null) return null;
  const [{ label, parameters }] = found.signatures as [(typeof found.signatures)[0]];
  const active = parameters![found.activeParameter!]?.label as string | undefined;
  return active === undefined ? label : label.replace(active, `«${active}»`);
}

describe('signature help', () => {
  const cases: readonly [string, string | null][] = [
    ['conv(|', 'conv(«filters», kernel, stride=1, pad=0, dilation=1, groups=1, bias=true)'],
    ['conv(8, |', 'conv(filters, «kernel», stride=1, pad=0, dilation=1, groups=1, bias=true)'],
    ['conv(8, (3, |', 'conv(filters, «kernel», stride=1, pad=0, dilation=1, groups=1, bias=true)'],
    ['conv(8, bias=|', 'conv(filters, kernel, stride=1, pad=0, dilation=1, groups=1, «bias=true»)'],
    ['conv(8, bias=false, |', 'conv(filters, «kernel», stride=1, pad=0, dilation=1, groups=1, bias=true)'],
    ['conv(8, 3x3, pad=1)|', null],
    ['relu|', null],
    ['Unit(|', 'Unit(«width», stride=1)'],
    ['Unit(4, |', 'Unit(width, «stride=1»)'],
    ['Unit(stride=|', 'Unit(width, «stride=1»)'],
    ['conv(half(|', 'half(«n»)'],
    ['nothing(|', null],
    ['mnist("da|ta")', 'mnist(«folder»)'],
  ];
  for (const [line, expected] of cases) it(line, () => assert.equal(help(line), expected));

  /** Where VS Code finds a label in a signature: the first place where it stands as a whole word. */
  const placeOf = (text: string, label: string) => {
    const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = new RegExp(`(\\W|^)${escaped}(?=\\W|$)`).exec(text);
    return found === null ? -1 : found.index + found[0].length - label.length;
  };

  it('marks the right place of every signature, which editors look for by its text', () => {
    for (const kind of Object.keys(catalog) as CallableKind[]) {
      for (const callable of callablesOf(kind)) {
        let from = callable.name.length;
        for (const [name, argument] of Object.entries(callable.args)) {
          const label = argumentLabel(name, argument);
          const at = signature(callable).indexOf(label, from);
          assert.equal(placeOf(signature(callable), label), at, `${callable.name} ${label}`);
          from = at + label.length;
        }
      }
    }
  });
});
