import assert from 'node:assert/strict';
import { graphOf } from '../nets.ts';
import { AbsentError, Contestant } from './contestant.ts';

const setup = { net: 'mlp', graph: graphOf('mlp'), batch: 1, threads: 1, clock: 'wall', lr: 0.1, momentum: 0 } as const;

/** A process that answers the lines it is sent by what `answers` holds, in order, and then ends with code 3. */
const playing = (answers: readonly string[], command = process.execPath) => {
  const script = `
    const answers = ${JSON.stringify(answers)};
    require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
      if (answers.length === 0) { console.error('out of answers'); process.exit(3); }
      console.log(answers.shift());
    });`;
  return Contestant.start({ command, args: ['-e', script], env: {} }, setup);
};
const ready = JSON.stringify({ device: 'none', threads: 1, versions: {}, params: 1 });

describe('a contestant', () => {
  it('answers with the times of its steps, whatever else it prints', async () => {
    const { contestant, ready: told } = await playing([`hello\n${ready}`, '{"times":[1,2],"loss":0}']);
    assert.equal(told.device, 'none');
    assert.deepEqual((await contestant.run(2)).times, [1, 2]);
    await contestant.stop();
  });

  it('that is missing says why', async () => {
    const isMissing = (error: unknown) => error instanceof AbsentError && error.absence.missing === true;
    await assert.rejects(playing(['{"absent":"no torch","missing":true}']), isMissing);
    await assert.rejects(playing([], '/no/such/program'), isMissing);
  });

  it('that ends on the way is absent with its last words', async () => {
    const { contestant } = await playing([ready]);
    await assert.rejects(contestant.run(1), { name: 'AbsentError', message: 'It ended with 3. out of answers' });
    await contestant.stop();
  });
});
