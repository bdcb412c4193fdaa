/** Mocha's spec reporter, which also writes how many tests passed and failed to the file that `--reporter-option tally=…` names. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Left out with a reason that the test gives. */
  readonly skipped: number;
}

export default class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const tally: Tally = { passed: passes, failed: failures, skipped: pending };
      writeFileSync((options.reporterOptions as { tally: string }).tally, JSON.stringify(tally));
    });
  }
}
