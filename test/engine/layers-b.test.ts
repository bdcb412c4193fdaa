/** Convolutions, pools and resizings against PyTorch: outputs and every gradient, with weights as PyTorch has them. */
import { openBackend } from '../../engine/backends/open.ts';
import { assertMet, exact, single } from './comparison.fixture.ts';
import { cases, passOf } from './layers-b.fixture.ts';

for (const name of ['reference', 'cpu'] as const) {
  describe(`${name} against PyTorch`, () => {
    for (const [number, known] of cases.entries()) {
      it(`runs ${known.layer} as PyTorch does (case ${number + 1})`, async () => {
        const backend = await openBackend(name, { allowSoftware: false });
        try {
          for (const comparison of await passOf(backend, known))
            assertMet(comparison, name === 'reference' ? exact : single);
        } finally {
          await backend.dispose();
        }
      });
    }
  });
}
