/** What a shape rule says when something does not fit: a fault names its cause and what would mend it. */

export type Severity = 'error' | 'warning' | 'information';

/** A change to the call at fault. `title` carries the shape that results. */
export type Fix =
  /** Give the argument this text, adding it when it is not there. */
  | {
      readonly kind: 'set';
      readonly title: string;
      readonly argument: string;
      readonly value: string;
    }
  /** Put a statement before the call. */
  | {
      readonly kind: 'insert';
      readonly title: string;
      readonly statement: string;
    }
  /** Call another layer with the same arguments, but for those that are given here, by name. */
  | {
      readonly kind: 'rename';
      readonly title: string;
      readonly callee: string;
      readonly arguments?: Readonly<Record<string, string>>;
    }
  /** Put statements at the end of what makes an input, counted from 0; a branch `skip` becomes these statements. */
  | {
      readonly kind: 'extend';
      readonly title: string;
      readonly input: number;
      readonly statement: string;
    };

export interface Fault {
  /** Named for the fault, not the remedy; stable. */
  readonly code: string;
  readonly severity: Severity;
  /** With the arithmetic in words and what would work. */
  readonly message: string;
  /** The argument to underline; the name of the call when absent. */
  readonly argument?: string;
  /** The input at fault, counted from 0; its branch is underlined where the call is a join. */
  readonly input?: number;
  readonly fixes: readonly Fix[];
}
