/** A call of a block: what goes in and comes out, and what it costs. */
import { formatShape } from '../../model/shape.ts';
import { count } from '../../model/units.ts';
import type { BlockSite, Instantiation } from '../language/index.ts';
import { variants } from './instances.ts';

const shapes = ({ inputs, output }: Instantiation) => `${inputs.map(formatShape).join(', ')} ⟶ ${formatShape(output)}`;
const costs = ({ params, macs }: Instantiation) => `${count(params)} parameters · ${count(macs)} multiply-adds`;

/** `shown`: `null` where the chosen instantiation of the block around does not come by. */
export function describeInstantiation({ instances }: BlockSite, shown: Instantiation | null): string {
  const instance = shown ?? instances[0];
  if (instance === undefined) return '';
  const titles = variants(instances, ({ title }) => title);
  return [
    `**${shapes(instance)}**`,
    costs(instance),
    ...(titles.length > 1 ? [`Here it is ${titles.join(', ')}; shown is ${instance.title}.`] : []),
  ].join('\n\n');
}
