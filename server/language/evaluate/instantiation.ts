/** A run of a block as the analysis shows it; filled in when the run has ended. */
import type { Extent, Shape } from '../../../model/shape.ts';
import type { Instantiation } from '../analysis.ts';
import type { Run } from './frame.ts';

type Draft = { -readonly [K in keyof Instantiation]: Instantiation[K] };

const drafts = new WeakMap<Run, Draft>();

/** The same object for the same run. */
export function instantiationOf(run: Run): Instantiation {
  return draftOf(run);
}

function draftOf(run: Run): Draft {
  const known = drafts.get(run);
  if (known !== undefined) return known;
  const draft: Draft = {
    title: '',
    block: run.item.name?.text ?? '',
    call: run.call,
    caller: run.caller === null ? null : instantiationOf(run.caller),
    model: '',
    inputs: [],
    output: null,
    params: null,
    macs: null,
  };
  drafts.set(run, draft);
  return draft;
}

export interface Outcome {
  readonly model: string;
  readonly inputs: readonly (Shape | null)[];
  readonly output: Shape | null;
  readonly params: Extent;
  readonly macs: Extent;
}

export function endRun(run: Run, outcome: Outcome): Instantiation {
  const draft = draftOf(run);
  Object.assign(draft, outcome, { title: titleOf(outcome) });
  return draft;
}

/** `64→256 at 56×56`: channels or features in and out, and the plane that comes in. */
function titleOf({ inputs, output }: Outcome): string {
  const [input] = inputs;
  const last = (shape: Shape | null | undefined) => shape?.extents.at(-1) ?? '?';
  const plane = (input?.extents ?? []).slice(0, -1);
  return `${last(input)}→${last(output)}${plane.length === 0 ? '' : ` at ${plane.map((extent) => extent ?? '?').join('×')}`}`;
}
