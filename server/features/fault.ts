/** Why a train has no job: the first error of what it is made of. */
import type { Analysis, AnalyzedTrain, Diagnostic } from '../language/index.ts';

/** `undefined` where no error is said, as when it was silenced. */
export function faultOf(analysis: Analysis, train: AnalyzedTrain): Diagnostic | undefined {
  const parts = [
    train,
    ...analysis.models.filter(({ name }) => name === train.model),
    ...analysis.data.filter(({ name }) => name === train.data),
  ];
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  const within = ({ start }: Diagnostic) => parts.some(({ range }) => range.start <= start && start <= range.end);
  return errors.find(within) ?? errors[0];
}
