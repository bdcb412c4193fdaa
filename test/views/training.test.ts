import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EndRecord, EpochRecord, RunInfo, RunRecord, StepRecord } from '../../engine/protocol/records.ts';
import { lenet } from '../../model/zoo.fixture.ts';
import type { ToTrainingView } from '../../webviews/protocol/training.ts';
import { ViewPage } from './page.ts';

const call = (name: string) => ({ name, args: {} });
const info: RunInfo = {
  version: 1,
  id: '2026-11-23T18-40-05-LeNet5',
  created: '2026-11-23T18:40:05.000Z',
  job: {
    version: 1,
    graph: { ...lenet(64), model: 'LeNet5' },
    file: '/models/lenet.nn',
    root: '/models',
    settings: {
      name: 'LeNet5',
      data: { name: 'digits', source: call('mnist'), split: call('holdout'), normalize: null },
      loss: [{ call: call('softmax'), weight: 1 }],
      regularizers: [],
      optimizer: call('adam'),
      init: call('he'),
      batch: 64,
      epochs: 10,
      seed: 1,
    },
  },
  backend: {
    chosen: 'cpu',
    device: 'WebAssembly SIMD, 1 thread',
    passedOver: [{ backend: 'webgpu', reason: 'WebGPU finds no GPU here.' }],
  },
  versions: {},
};
const start: RunRecord = {
  type: 'start',
  time: '',
  backend: 'cpu',
  device: '',
  epochs: 10,
  stepsPerEpoch: 100,
  batch: 64,
  trainImages: 6400,
  valImages: 1000,
  params: 61_706,
};

const step = (n: number): StepRecord => ({
  type: 'step',
  step: n,
  epoch: Math.ceil(n / 100),
  loss: 2.3 / (1 + n / 50),
  accuracy: 1 - 1 / (1 + n / 50),
  regularization: 0,
  lr: 1e-3,
  ms: 32,
});
const steps = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => step(from + i));
const epoch = (n: number): RunRecord => ({
  type: 'epoch',
  epoch: n,
  step: 100 * n,
  train: { loss: 1 / n, accuracy: 0.9 },
  val: { loss: 1.1 / n, accuracy: n === 2 ? 0.97 : 0.9 },
  seconds: 4.5,
  waited: 0.1,
});
const checkpoint: RunRecord = { type: 'checkpoint', step: 200, epoch: 2, file: '', best: true };
const state = (
  records: readonly RunRecord[],
  over: Partial<Extract<ToTrainingView, { type: 'state' }>> = {},
): ToTrainingView => ({
  type: 'state',
  folder: '/runs/1',
  info,
  records,
  progress: { phase: 'training', detail: 'epoch 3 of 10', done: 0.25, secondsLeft: 65 },
  connection: { state: 'live' },
  ...over,
});

describe('the training panel in a browser', function () {
  this.timeout(60_000);
  let view: ViewPage;
  const text = (selector: string) => view.page.locator(selector).first().textContent();

  before(async () => {
    mkdirSync(join('out', 'screenshots'), { recursive: true });
    view = await ViewPage.open();
  });
  after(() => view?.close());
  afterEach(() => assert.deepEqual(view.complaints, []));

  it('asks for the state when it mounts, and says what it waits for', async () => {
    assert.deepEqual(await view.posted(), [{ type: 'ready' }]);
    assert.equal(await text('.status'), 'Connecting to the engine');
    assert.equal(await text('.summary'), 'No steps yet.');
  });

  it('shows a run: where it is, how long it takes, on what and why', async () => {
    await view.send(state([start, ...steps(1, 250), epoch(1), epoch(2), checkpoint]));
    assert.equal(await text('h1'), 'LeNet5 on digits');
    assert.equal(await text('.status'), 'Training, epoch 3 of 10');
    assert.equal(await text('.left'), '1:05 left');
    assert.deepEqual(await view.page.locator('.facts dd').allTextContents(), [
      '250 of 1,000',
      '97.0% in epoch 2',
      '2,000 images/s',
      '61,706',
      'cpu (WebAssembly SIMD, 1 thread)',
    ]);
    assert.equal(await text('.backends li'), 'webgpu was passed over: WebGPU finds no GPU here.');
    assert.deepEqual(await view.page.locator('tbody th').allTextContents(), ['2 (best)', '1']);
    assert.deepEqual(await view.page.evaluate(() => (window as unknown as { state: unknown }).state), {
      folder: '/runs/1',
    });
  });

  it('says in words what its charts draw', async () => {
    const label = await view.page.locator('.plot').first().getAttribute('aria-label');
    assert.match(label ?? '', /^Loss\. Step 250: training 0\.\d{3}, validation 0\.550$/);
    assert.match(
      (await view.page.locator('.plot').nth(1).getAttribute('aria-label')) ?? '',
      /^Accuracy\. Step 250: training 8\d\.\d%, validation 97\.0%$/,
    );
  });

  it('takes in what is new', async () => {
    await view.send({ type: 'records', records: [...steps(251, 300), epoch(3)] });
    await view.send({ type: 'progress', progress: { phase: 'validation', detail: 'epoch 3', done: 0.3 } });
    assert.equal(await text('.facts dd'), '300 of 1,000');
    assert.equal(await text('.status'), 'Validating, epoch 3');
    assert.equal(await view.page.locator('tbody tr').count(), 3);
  });

  it('draws curves: there is ink in the colours of the theme', async () => {
    const inked = await view.page
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let blue = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i]! < 90 && data[i + 2]! > 200 && data[i + 3]! > 200) blue++;
        return blue;
      });
    assert.ok(inked > 200, `${inked} pixels`);
  });

  it('works by keyboard: every control can be reached, and Stop stops', async () => {
    const reached: string[] = [];
    for (let i = 0; i < 5; i++) {
      await view.page.keyboard.press('Tab');
      reached.push(await view.page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    assert.deepEqual(reached, ['Stop', 'Model', 'Run folder', 'Log', 'Why this backend']);
    await view.page.locator('vscode-button', { hasText: 'Stop' }).focus();
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.posted()).at(-1), { type: 'stop' });
    assert.equal(await text('vscode-button'), 'Stopping…');
  });

  it('names every part for a screen reader', async () => {
    const snapshot = await view.page.locator('article').ariaSnapshot();
    for (const part of [
      'heading "LeNet5 on digits" [level=1]',
      'progressbar "Progress of the run"',
      'img "Loss.',
      'img "Accuracy.',
      'table "Scores of every epoch"',
      'columnheader "Validation accuracy"',
      'group "Run"',
    ]) {
      assert.ok(snapshot.includes(part), `${part}\n${snapshot}`);
    }
  });

  const end = (over: Partial<EndRecord>): EndRecord => ({
    type: 'end',
    reason: 'finished',
    step: 300,
    epoch: 3,
    seconds: 83,
    ...over,
  });
  for (const [name, record, status] of [
    ['finished', end({}), 'Finished after 300 steps in 1:23'],
    ['stopped', end({ reason: 'stopped' }), 'Stopped after 300 steps in 1:23'],
  ] as const) {
    it(`says that a run is ${name}`, async () => {
      await view.send(state([start, ...steps(1, 300), record], { connection: { state: 'ended' } }));
      assert.equal(await text('.status'), status);
      assert.equal(await view.page.locator('.problem').isVisible(), false);
      assert.equal(await view.page.locator('vscode-button', { hasText: 'Stop' }).isVisible(), false);
    });
  }

  it('says what went wrong and the way out', async () => {
    const message = 'There is no train-images-idx3-ubyte in digits/data.';
    await view.send(
      state([end({ reason: 'failed', code: 'data', message, step: 0 })], { connection: { state: 'ended' } }),
    );
    assert.equal(await text('.problem'), message);
    assert.equal(await view.page.locator('article').getAttribute('data-state'), 'failed');
  });

  it('says that an engine died', async () => {
    await view.send(state([start, ...steps(1, 50)], { connection: { state: 'lost', message: 'The engine is gone.' } }));
    assert.equal(await text('.status'), 'Lost');
    assert.equal(
      await text('.problem'),
      'The engine is gone. It had not come to a checkpoint: resumed, it starts again.',
    );
  });

  it('offers to resume a run that was stopped, failed or lost, and no other', async () => {
    const resume = view.page.locator('vscode-button', { hasText: 'Resume' });
    for (const [over, offered] of [
      [{ reason: 'stopped' }, true],
      [{ reason: 'failed', message: 'The disk is full.' }, true],
      [{ reason: 'finished' }, false],
    ] as const) {
      await view.send(state([start, ...steps(1, 300), end(over)], { connection: { state: 'ended' } }));
      assert.equal(await resume.isVisible(), offered, over.reason);
    }
    await view.send(state([start, ...steps(1, 50)]));
    assert.equal(await resume.isVisible(), false);
  });

  it('goes from Stop to Resume and back under the keyboard', async () => {
    const focused = () => view.page.evaluate(() => document.activeElement?.textContent?.trim());
    await view.page.locator('vscode-button', { hasText: 'Stop' }).focus();
    await view.page.keyboard.press('Enter');
    await view.send({ type: 'records', records: [end({ reason: 'stopped' })] });
    await view.send({ type: 'connection', connection: { state: 'ended' } });
    assert.equal(await focused(), 'Resume');
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.posted()).at(-1), { type: 'resume' });
    assert.equal(await focused(), 'Resuming…');
    await view.send(state([start, ...steps(1, 50), resumed]));
    assert.equal(await focused(), 'Stop');
  });

  const resumed: RunRecord = {
    type: 'resume',
    time: '',
    step: 200,
    epoch: 2,
    backend: 'cpu',
    device: 'WebAssembly SIMD, 1 thread',
    differences: ['node: 22.0.0 before, 24.0.0 now'],
  };
  it('says what happened to a run: weights, a resume, items left out, an early end', async () => {
    const weights: RunRecord = {
      type: 'weights',
      file: 'base.safetensors',
      loaded: ['conv1.weight'],
      missing: ['fc.weight'],
      unused: [],
      left: [],
    };
    const corrupt: RunRecord = { type: 'corrupt', item: '<b>a</b>.png', reason: 'It ends too early.' };
    const early = end({ message: 'It ended early: no better validation in 5 epochs.' });
    const records = [start, weights, corrupt, ...steps(1, 200), epoch(1), epoch(2), checkpoint, resumed, early];
    await view.send(state(records, { connection: { state: 'ended' } }));
    assert.deepEqual(await view.page.getByRole('list', { name: 'What happened' }).locator('li').allTextContents(), [
      'Began with the weights of base.safetensors: 1 loaded; fc.weight not in it, so initialized.',
      'Left out: <b>a</b>.png. It ends too early.',
      'Resumed after step 200, on cpu (WebAssembly SIMD, 1 thread). Not as it was before: node: 22.0.0 before, 24.0.0 now.',
      'It ended early: no better validation in 5 epochs.',
    ]);
    await view.page.screenshot({ path: join('out', 'screenshots', 'panel-notes.png') });
  });

  it('says from where a run that lost its engine would go on', async () => {
    const lost = { connection: { state: 'lost', message: 'The engine is gone.' } } as const;
    await view.send(state([start, ...steps(1, 230), epoch(1), epoch(2), checkpoint], lost));
    assert.equal(await text('.problem'), 'The engine is gone. Resumed, it goes on from its last checkpoint, step 200.');
    await view.page.screenshot({ path: join('out', 'screenshots', 'panel-lost.png') });
  });

  it('shows a model without classes: its metrics, each with a chart of the validation, and no accuracy', async () => {
    const { accuracy: _, ...plain } = step(1);
    const measured = (n: number): RunRecord => ({
      ...(epoch(n) as EpochRecord),
      train: { loss: 1 / n },
      val: { loss: 1.1 / n, metrics: { r2: 1 - 0.4 / n, mae: n === 2 ? null : 0.3 / n } },
    });
    await view.send(state([start, { ...plain, step: 200 }, measured(1), measured(2), checkpoint]));
    const heads = ['Epoch', 'Training loss', 'Validation loss', 'r2', 'mae', 'Time'];
    assert.deepEqual(await view.page.locator('thead th').allTextContents(), heads);
    assert.equal(await view.page.locator('.facts dd').nth(1).textContent(), 'r2 0.8000 in epoch 2');
    const charts = view.page.locator('.chart:visible');
    assert.deepEqual(await charts.locator('h2').allTextContents(), ['Loss', 'r2', 'mae']);
    assert.equal(await charts.nth(1).locator('.plot').getAttribute('aria-label'), 'r2. Step 200: validation 0.8000');
    assert.equal(await charts.nth(1).locator('.legend').textContent(), 'validation');
    assert.equal(await charts.nth(2).locator('.summary').textContent(), 'Step 200: validation –');
    await view.page.screenshot({ path: join('out', 'screenshots', 'panel-metrics.png'), fullPage: true });
  });

  it('keeps the peaks of twenty thousand steps', async () => {
    const many = steps(1, 20_000).map((record) => (record.step === 12_345 ? { ...record, loss: 9 } : record));
    await view.send(state([start, ...many]));
    assert.equal(await text('.facts dd'), '20,000 of 1,000');
    const label = await view.page.locator('.plot').first().getAttribute('aria-label');
    assert.match(label ?? '', /Step 20000/);
  });
});
