/**
 * What flows in at a place where a layer is about to be written. The text is checked once more with a layer put there
 * that changes nothing, so that branches, loops and blocks are as the checker reads them.
 */
import type { Shape } from '../../model/shape.ts';
import { type Analysis, analyze, Library, usesIn, withUses } from '../language/index.ts';
import { canonical } from '../workspace/uri.ts';
import { type Checked, contains, rootCall, shownIndex } from './document.ts';
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
  const probe = text.slice(0, start) + PROBE + text.slice(end);
  const alone = analyze(file, probe, { library, layersOnly: true });
  library.forget(file);
  const probed = inItsModel(alone, checked, start);
  const site = probed.layers.find(({ callee }) => callee.start === start);
  const instance = site === undefined ? null : new Shown({ ...checked, analysis: probed }).layer(site);
  const [only, ...others] = instance?.inputs ?? [];
  return others.length > 0 ? null : (only ?? null);
}

/** The probed text with what its block is in the file whose model is shown in it, where that is another one. */
function inItsModel(probed: Analysis, checked: Checked, start: number): Analysis {
  const { analysis, document, library, config } = checked;
  const block = analysis.blocks.find(({ range }) => contains(range, start));
  const shown = block?.instantiations[shownIndex(checked, block)];
  const model = shown === undefined ? null : library.open(rootCall(shown).file);
  const own = canonical(document.uri);
  if (model === null || 'problem' in model || canonical(model.file) === own) return probed;
  const isOfBlocks = (file: string) => canonical(file) === own;
  const around = new Library((file) => {
    const found = library.open(file);
    return 'problem' in found ? found : isOfBlocks(file) ? probed.text : found.text;
  });
  const uses = usesIn(model.file, model.text, {
    library: around,
    isOfBlocks,
    ...(config === undefined ? {} : { config }),
  });
  return withUses(probed, [uses]);
}
