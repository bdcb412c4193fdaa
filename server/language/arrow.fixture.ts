/** Results written into model text: `# ⟶ 8×8×4` behind a layer, `# stage.0.conv1, relu2 ⟶ 8×8×4` by id. */
import { describeShape, formatShape, isImage, type Shape } from '../../model/shape.ts';
import { type Analysis, Lines } from './index.ts';

const ARROW = /#\s*([^#⟶]*?)\s*⟶\s*(.*?)\s*$/;

/** As examples write it: an image needs no words. */
const words = (shape: Shape | null) => (shape !== null && isImage(shape) ? formatShape(shape) : describeShape(shape));

/** Which results are not what the text says, as `line: what it says, what it is`. */
export function wrongResults(text: string, { layers, models }: Analysis): string[] {
  const lines = new Lines(text);
  return text.split('\n').flatMap((source, i) => {
    const [, ids = '', expected] = ARROW.exec(source) ?? [];
    if (expected === undefined) return [];
    const site = layers.findLast(({ call }) => lines.position(call.end).line === i + 1);
    const found =
      ids === ''
        ? (site?.instances.map(({ output }) => words(output)) ?? [])
        : ids.split(/,\s*/).flatMap((id) => shapesOf(id, models));
    const wrong = found.length === 0 || found.some((shape) => shape !== expected);
    return wrong ? [`${i + 1}: ${ids} ⟶ ${expected}, is ${found.join(', ') || 'not there'}`] : [];
  });
}

/** What a layer of that id gives; every model that has one counts. */
function shapesOf(id: string, models: Analysis['models']): string[] {
  const found = models.flatMap(({ graph }) => graph.layers.filter((layer) => layer.id === id));
  return found.length === 0
    ? [`no layer ${id}`]
    : found.map(({ axes, output }) => words(axes === null || output === null ? null : { axes, extents: output }));
}
