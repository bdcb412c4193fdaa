/** Why a train has no job: the first error of what it is made of, whether it is said or silenced. */
import type { Analysis, AnalyzedTrain, Diagnostic } from './analysis.ts';

export interface Fault {
  readonly found: Diagnostic;
  /** What keeps it from being said as an error; `null`: it is. */
  readonly silencedBy: 'allow' | 'netwright.json' | null;
}

export function faultOf(analysis: Analysis, train: AnalyzedTrain): Fault | undefined {
  const parts = [
    train,
    ...analysis.models.filter(({ name }) => name === train.model),
    ...analysis.data.filter(({ name }) => name === train.data),
  ];
  const within = ({ start }: Diagnostic) => parts.some(({ range }) => range.start <= start && start <= range.end);
  const faults: Fault[] = [
    ...analysis.diagnostics.flatMap((found): Fault[] =>
      found.severity === 'error' ? [{ found, silencedBy: null }] : [],
    ),
    ...analysis.silenced,
  ];
  return faults.find(({ found }) => within(found)) ?? faults[0];
}

/** Why something that is not said stands in the way all the same. */
export function silencedText({ found, silencedBy }: Fault): string {
  if (silencedBy === null) return '';
  const by = silencedBy === 'allow' ? `allow(${found.code})` : 'netwright.json';
  return ` ${by} silences this, but a network with an error cannot be run.`;
}
