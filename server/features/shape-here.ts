/**
 * What flows in at a place where a layer is about to be written. The text is checked once more with a layer put there
 * that changes nothing, so that branches, loops and blocks are as the checker reads them.
 */
import type { Shape } from '../../model/shape.ts';
import { analyze } from '../language/index.ts';
import type { Checked } from './document.ts';
import { Shown } from './instances.ts';

const PROBE = 'identity';

/** `null` where it is not known: nothing flows here, or several tensors do. */
export function shapeHere(checked: Checked, offset: number): Shape | null {
  const { analysis, library, document } = checked;
  const { text } = analysis;
  const start =
    offset - (/[A-Za-z_][A-Za-z0-9_]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0);
  const end = offset + (/^[A-Za-z0-9_]+/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0);
  // Beside the document, so that the library keeps what it knows of it.
  const file = `${document.uri}~`;
  const probed = analyze(file, text.slice(0, start) + PROBE + text.slice(end), { library, layersOnly: true });
  library.forget(file);
  const site = probed.layers.find(({ callee }) => callee.start === start);
  const instance = site === undefined ? null : new Shown({ ...checked, analysis: probed }).layer(site);
  const [only, ...others] = instance?.inputs ?? [];
  return others.length > 0 ? null : (only ?? null);
}
