/** Learning rates of every step against the schedulers of PyTorch. */
import { paceAt, plateauAfterEpoch, plateauStart } from '../../engine/schedules/index.ts';
import { assertMet, inWords, learning } from './learning.fixture.ts';

const { lr, epochs, stepsPerEpoch, cases, plateaus } = learning.schedules;
const TOLERANCE = { relative: 1e-12, absolute: 1e-15 };

describe("PyTorch's schedules", () => {
  for (const { call, lr: rates, momentum } of cases) {
    it(`are met by ${inWords(call)}`, () => {
      const found = rates.map((_, step) => paceAt(call, { step, stepsPerEpoch, epochs }, lr));
      const told = found.map((pace) => pace.lr);
      assertMet(told, rates, TOLERANCE, 'lr');
      const momenta = found.flatMap((pace) => pace.momentum ?? []);
      assertMet(momenta, momentum ?? [], TOLERANCE, 'momentum');
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
      assertMet(found, rates, TOLERANCE, 'lr');
    });
  }
});
