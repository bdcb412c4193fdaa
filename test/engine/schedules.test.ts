/** Learning rates of every step against the schedulers of PyTorch. */
import { paceAt, plateauAfterEpoch, plateauStart } from '../../engine/schedules/index.ts';
import { assertMet } from './comparison.fixture.ts';
import { inWords, learning } from './learning.fixture.ts';

const { lr, epochs, stepsPerEpoch, cases, plateaus } = learning.schedules;
const TOLERANCE = { relative: 1e-12, absolute: 1e-15 };

describe("PyTorch's schedules", () => {
  for (const { call, lr: rates, momentum } of cases) {
    it(`are met by ${inWords(call)}`, () => {
      const found = rates.map((_, step) => paceAt(call, { step, stepsPerEpoch, epochs }, lr));
      const told = found.map((pace) => pace.lr);
      assertMet({ what: 'lr', found: told, expected: rates }, TOLERANCE);
      const momenta = found.flatMap((pace) => pace.momentum ?? []);
      assertMet({ what: 'momentum', found: momenta, expected: momentum ?? [] }, TOLERANCE);
    });
  }

  for (const { call, losses, lr: rates } of plateaus) {
    it(`are met by ${inWords(call)}`, () => {
      let state = plateauStart;
      const found = losses.map((loss, epoch) => {
        const next = { step: (epoch + 1) * stepsPerEpoch, stepsPerEpoch, epochs };
        state = plateauAfterEpoch(call, next, state, loss);
        return paceAt(call, next, lr, state).lr;
      });
      assertMet({ what: 'lr', found, expected: rates }, TOLERANCE);
    });
  }
});
