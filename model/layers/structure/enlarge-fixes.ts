/** The smaller branch of a join made as large as the other, where that is a whole number of times: pixels are repeated. */
import type { Fix } from '../../catalog/fault.ts';
import { describeShape, type Extent, type Shape } from '../../shape.ts';
import { branchName, type Disagreement, isImageLike } from './disagreement.ts';

/** The channels that the branch is given, of its own and those of the other; `null` where none will do. */
type Units = (from: Extent, to: Extent) => Extent;

/** Of two branches either may be the smaller one; of more only the one that is unlike the others. */
export function enlargingFixes(
  inputs: readonly (Shape | null)[],
  { reference, odd }: Disagreement,
  units: Units,
): readonly Fix[] {
  const [only, ...others] = odd;
  if (only === undefined || others.length > 0) return [];
  const pairs = [[only, reference], ...(inputs.length === 2 ? [[reference, only]] : [])] as [number, number][];
  return pairs.flatMap(([input, other]) => enlarged(inputs[input]!, inputs[other]!, input, units) ?? []);
}

function enlarged(from: Shape, to: Shape, input: number, units: Units): Fix | null {
  const last = from.extents.length - 1;
  if (!isImageLike(from) || from.extents.some((extent, i) => i < last - 2 && extent !== to.extents[i])) return null;
  const [rows, columns] = [last - 2, last - 1].map((i) => (to.extents[i] ?? Number.NaN) / (from.extents[i] ?? 0));
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows! * columns! < 2) return null;
  const channels = units(from.extents[last] ?? null, to.extents[last] ?? null);
  if (channels === null) return null;
  const projects = channels !== from.extents[last];
  const upsample = `upsample(${rows === columns ? rows : `${rows}x${columns}`})`;
  const after = { axes: from.axes, extents: [...to.extents.slice(0, last), channels] };
  return {
    kind: 'extend',
    title: `${projects ? 'Project and upsample' : 'Upsample'} ${branchName(input)} ⟶ ${describeShape(after)}`,
    input,
    // Few pixels are projected before they become many.
    statement: projects ? `conv(${channels}, 1x1, bias=false); batchnorm; ${upsample}` : upsample,
  };
}
