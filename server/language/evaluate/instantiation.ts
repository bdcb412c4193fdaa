/** A run of a block as the analysis shows it; filled in when the run has ended. */
import type { Extent, Shape } from '../../../model/shape.ts';
import type { Instantiation } from '../analysis.ts';

/** How a run ended. */
export interface Outcome {
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  readonly params: Extent;
  readonly macs: Extent;
}

export class InstantiationDraft implements Instantiation {
  readonly block: string;
  readonly call: Instantiation['call'];
  readonly caller: Instantiation | null;
  readonly model: string;
  inputs: Outcome['inputs'] = [];
  output: Shape | null = null;
  params: Extent = null;
  macs: Extent = null;

  constructor(block: string, call: Instantiation['call'], caller: Instantiation | null, model: string) {
    this.block = block;
    this.call = call;
    this.caller = caller;
    this.model = model;
  }

  /** `64→256 at 56×56`: channels or features in and out, and the plane that comes in. */
  get title(): string {
    const [input] = this.inputs;
    const last = (shape: Shape | null | undefined) => shape?.extents.at(-1) ?? '?';
    const plane = (input?.extents ?? []).slice(0, -1);
    const at = plane.length === 0 ? '' : ` at ${plane.map((extent) => extent ?? '?').join('×')}`;
    return `${last(input)}→${last(this.output)}${at}`;
  }

  end({ inputs, output, params, macs }: Outcome): void {
    this.inputs = inputs;
    this.output = output;
    this.params = params;
    this.macs = macs;
  }
}
