import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFacts } from '../../formats/facts/index.ts';
import { DataFiles } from './data-files.ts';
import { factsNow } from './now.ts';

const csv = (file: string) => ({
  source: { name: 'csv', args: { file, label: 'y', features: [], ignore: [], header: true, separator: ',' } },
  split: null,
});

describe('data beside model files', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netwright-data-')));
  const model = join(folder, 'm.nn');
  const heard = new EventEmitter();
  let trusted = true;
  let data: DataFiles;
  beforeEach(() => {
    trusted = true;
    writeFileSync(join(folder, 'd.csv'), 'x,y\n1,a\n2,b\n');
    data = new DataFiles({ mayRead: () => trusted, changed: (file) => heard.emit('changed', file) });
  });
  afterEach(() => data.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Asks once, as an analysis would. */
  const ask = (file = model, source = csv('d.csv')): DataFacts | null => {
    const asking = data.ask(file);
    const facts = asking.factsOf(source);
    asking.done();
    return facts;
  };

  it('is not known at first, then it is, and whoever asked is told', async () => {
    const told = once(heard, 'changed');
    assert.equal(ask(), null);
    assert.deepEqual(await told, [model]);
    assert.equal(ask()?.classes, 2);
    await data.idle();
  });

  it('is looked into again when its files change, and told only if something else is known', async () => {
    ask();
    await data.idle();
    const told = once(heard, 'changed');
    writeFileSync(join(folder, 'd.csv'), 'x,y\n1,a\n2,b\n3,c\n');
    await told;
    assert.equal(ask()?.classes, 3);
  });

  it('is found when it comes to be there', async () => {
    ask(model, csv('later/d.csv'));
    await data.idle();
    assert.equal(ask(model, csv('later/d.csv'))?.problems[0]?.code, 'data-missing');
    const told = once(heard, 'changed');
    mkdirSync(join(folder, 'later'));
    writeFileSync(join(folder, 'later', 'd.csv'), 'x,y\n1,a\n');
    await told;
    assert.equal(ask(model, csv('later/d.csv'))?.classes, 1);
  });

  it('is left when nobody asks for it any more', async () => {
    let told = 0;
    const count = () => told++;
    heard.on('changed', count);
    ask();
    ask(model, csv('other.csv'));
    await data.idle();
    heard.off('changed', count);
    // Of two readings the first was given up.
    assert.equal(told, 1);
    data.close(model);
    assert.equal(ask(), null);
  });

  it('in a workspace that is not trusted is not looked into, until it is', async () => {
    trusted = false;
    ask();
    await data.idle();
    const [problem] = ask()?.problems ?? [];
    assert.deepEqual([problem?.severity, problem?.code], ['information', 'data-unreadable']);
    trusted = true;
    const told = once(heard, 'changed');
    data.again();
    await told;
    assert.equal(ask()?.classes, 2);
  });

  it('is known at once on the command line', () => {
    assert.equal(factsNow(model)(csv('d.csv'))?.classes, 2);
  });
});
