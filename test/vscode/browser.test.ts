/** The road a person walks: open the example, break it, mend it, train it, reload the window, find the run again. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { EmptyHome, fakePython } from '../../engine/backends/tensorflow/fake-python.fixture.ts';
import type { Endpoint } from '../../engine/protocol/rpc.ts';
import { Window } from './window.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

/** The mean training loss that the panel says in words beneath its chart. */
async function lossOf(panel: Frame): Promise<number> {
  const text = (await panel.locator('.chart').first().locator('.summary').textContent()) ?? '';
  return Number(/training ([\d.e-]+)/.exec(text)?.[1] ?? Number.NaN);
}

const stepOf = async (panel: Frame) => {
  const text = (await panel.locator('.facts dd').first().textContent()) ?? '';
  return Number(text.split(' ')[0]?.replaceAll(',', ''));
};

describe('VS Code, driven as a person drives it', function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let window: Window;
  const home = new EmptyHome();

  before(async () => {
    workspace = makeWorkspace();
    // A person who has a Python without a TensorFlow, and has set up none.
    home.enter();
    const python = fakePython(join(home.path, 'python'), {});
    mkdirSync(join(workspace.folder, '.vscode'), { recursive: true });
    writeFileSync(join(workspace.folder, '.vscode', 'settings.json'), JSON.stringify({ 'netwright.python': python }));
    window = await Window.open(workspace.folder);
    await window.command('View: Hide Secondary Side Bar');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await window.screenshot(`failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });
  after(async () => {
    await window?.close();
    workspace?.remove();
    home.leave();
  });

  it('checks, and does not train, while the workspace is not trusted', async () => {
    await window.openFile('lenet.nn');
    await window.page.locator('.codelens-decoration', { hasText: '61,706 params' }).waitFor();
    await window.command('Netwright: Train Model');
    // Under the driver of tests the editor keeps notifications in their centre and shows no toasts.
    await window.command('Notifications: Show Notifications');
    await window.page.locator('.notifications-center').getByText('trust the workspace to train').waitFor();
    assert.equal(window.page.frames().filter((frame) => frame.url().includes('netwright.training')).length, 0);
    await window.command('Notifications: Clear All Notifications');
    await window.trust();
  });

  it('shows the shape of every layer beside it', async () => {
    await window.openFile('lenet.nn');
    await window.page.getByText('⟶ 28×28×6 · 156 params').waitFor();
    await window.page.getByText('⟶ 10 · 850 params').waitFor();
    await window.screenshot('hints-light');
  });

  it('says on a page what training can compute on, and why not on the rest', async () => {
    await window.command('Netwright: Show Backends');
    await window.page.locator('.tab', { hasText: 'Backends.md' }).waitFor();
    const page = await window.frameWith('What training computes on here');
    await page.getByText(/WebAssembly (relaxed )?SIMD( at 256 bits)?, \d+ threads?/).waitFor();
    await page.getByText('netwright setup tensorflow', { exact: true }).waitFor();
    await window.screenshot('backends');
    await window.command('View: Close Editor');
  });

  it('says how large a TensorFlow would be before it fetches one', async () => {
    const { page } = window;
    await window.command('Netwright: Set Up TensorFlow');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'For the CPU' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('about 335 MB to download and about 1.6 GB on disk').waitFor();
    await window.screenshot('setup-tensorflow');
    await dialog.getByText('Cancel', { exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('says the arithmetic of a broken stride while typing, and mends it by quick fix from the keyboard', async () => {
    const { page } = window;
    const line = page.locator('.view-line', { hasText: 'conv2 = conv(16, 5x5)' });
    await line.click();
    await page.keyboard.press('End');
    // The cursor stands behind the parenthesis.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(', stride=4');
    await page.locator('.squiggly-error').first().waitFor();
    await window.command('Go to Next Problem in Files');
    await page.getByText('(14 − 5)/4 + 1 = 3.25').first().waitFor();
    await window.screenshot('diagnostic');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Set stride=1 ⟶ 10×10×16').waitFor();
    await window.screenshot('quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'stride=1' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('speaks of one instantiation of a block, and of the next one when it is chosen', async () => {
    const { page } = window;
    await window.openFile('residual.nn');
    const lens = page.locator('.codelens-decoration', { hasText: '1 of 2' });
    await lens.getByText('8→8 at 16×16, 1 of 2').waitFor();
    await page.getByText('⟶ 16×16×8* · 584* params').first().waitFor();
    await window.screenshot('block-hints');
    await lens.locator('a', { hasText: 'next' }).click();
    await page.locator('.codelens-decoration', { hasText: '8→16 at 16×16, 2 of 2' }).waitFor();
    await page.getByText('⟶ 8×8×16* · 1,168* params').first().waitFor();
    await page.locator('.tab', { hasText: 'lenet.nn' }).click();
    await page.locator('.codelens-decoration', { hasText: '61,706 params' }).waitFor();
  });

  it('trains with one click and shows the loss fall', async () => {
    await window.page.locator('.codelens-decoration a', { hasText: '▶ Train' }).click();
    const panel = await window.panel();
    await panel.locator('.status', { hasText: 'epoch 1 of 900' }).waitFor();
    await panel.waitForFunction(() => /Step \d+/.test(document.querySelector('.summary')?.textContent ?? ''));
    const first = await lossOf(panel);
    await panel.locator('tbody tr').first().waitFor();
    const later = await lossOf(panel);
    assert.ok(later < 0.7 * first, `loss went from ${first} to ${later}`);
    assert.match(
      (await panel.locator('.plot').first().getAttribute('aria-label')) ?? '',
      /^Loss\. Step \d+: training [\d.]+, validation [\d.]+$/,
    );
    await window.page.locator('.statusbar-item', { hasText: 'LeNet5' }).waitFor();
    await window.screenshot('training-light');
  });

  it('goes on while the panel is hidden', async () => {
    const before = await stepOf(await window.panel());
    // Maximized, the model's editor hides the panel beside it.
    await window.page.locator('.tab', { hasText: 'lenet.nn' }).click();
    await window.command('View: Toggle Maximize Editor Group');
    await window.page.locator('.tab', { hasText: 'Training LeNet5' }).waitFor({ state: 'hidden' });
    await window.command('View: Toggle Maximize Editor Group');
    await window.page.locator('.tab', { hasText: 'Training LeNet5' }).waitFor();
    const panel = await window.panel();
    await panel.waitForFunction(
      (step) => Number(document.querySelector('.facts dd')?.textContent?.split(' ')[0]?.replaceAll(',', '')) > step,
      before,
    );
  });

  it('finds the run again after the window is reloaded', async () => {
    const before = await stepOf(await window.panel());
    await window.page.reload();
    await window.ready();
    const panel = await window.panel();
    await panel.locator('.status', { hasText: /epoch \d+/ }).waitFor();
    await panel.waitForFunction(
      (step) => Number(document.querySelector('.facts dd')?.textContent?.split(' ')[0]?.replaceAll(',', '')) > step,
      before,
    );
  });

  for (const [name, theme] of [
    ['dark', 'Default Dark Modern'],
    ['high-contrast', 'Default High Contrast'],
  ] as const) {
    it(`can be read in the ${name} theme`, async () => {
      await window.theme(theme);
      const panel = await window.panel();
      await panel.locator(name === 'dark' ? 'body.vscode-dark' : 'body.vscode-high-contrast').waitFor();
      // uPlot draws its canvas again in the next frames.
      await panel.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await window.screenshot(`training-${name}`);
    });
  }

  it('stops at the next step, with a checkpoint, from the panel', async () => {
    const panel = await window.panel();
    await panel.locator('vscode-button', { hasText: 'Stop' }).focus();
    await window.page.keyboard.press('Enter');
    await panel.locator('.status', { hasText: /^Stopped after/ }).waitFor();
  });

  it('goes on with it, and stops it again, from the keyboard', async () => {
    const panel = await window.panel();
    const before = await stepOf(panel);
    await panel.locator('vscode-button', { hasText: 'Resume' }).focus();
    await window.page.keyboard.press('Enter');
    await panel.locator('.notes li', { hasText: `Resumed after step ${before.toLocaleString('en-US')}` }).waitFor();
    await panel.locator('.status', { hasText: /epoch \d+/ }).waitFor();
    await panel.locator('vscode-button', { hasText: 'Stop' }).focus();
    await window.page.keyboard.press('Enter');
    await panel.locator('.status', { hasText: /^Stopped after/ }).waitFor();
    assert.ok((await stepOf(panel)) >= before);
  });

  it('stays alive when an engine is killed, and says so', async () => {
    // The middle button closes a tab wherever the focus is; the tab's own button shows only under the pointer.
    const tab = window.page.locator('.tab', { hasText: 'Training LeNet5' });
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
    await window.page.locator('.tab', { hasText: 'lenet.nn' }).click();
    await window.page.locator('.codelens-decoration a', { hasText: '▶ Train' }).click();
    const panel = await window.panel();
    // An epoch has a checkpoint at its end.
    await panel.locator('tbody tr').first().waitFor();
    process.kill(enginePid(workspace.folder), 'SIGKILL');
    await panel.locator('.status', { hasText: 'Lost' }).waitFor();
    const problem = panel.locator('.problem', { hasText: 'The engine of this run is gone without a word.' });
    await problem.filter({ hasText: /it goes on from its last checkpoint, step \d+\./ }).waitFor();
  });

  it('offers to go on with it from its last checkpoint, and does', async () => {
    await window.command('Notifications: Show Notifications');
    const offer = window.page.locator('.notification-list-item', { hasText: 'trained LeNet5 is gone without a word' });
    await offer.getByText(/it goes on from its last checkpoint, step \d+\./).waitFor();
    await window.screenshot('engine-lost');
    await offer.locator('a', { hasText: 'Resume' }).click();
    const panel = await window.panel();
    await panel.locator('.notes li', { hasText: 'Resumed after step' }).waitFor();
    await panel.locator('.status', { hasText: /Training, epoch \d+/ }).waitFor();
    await panel.locator('.problem').waitFor({ state: 'hidden' });
    await window.screenshot('resumed');
  });

  it('stops and goes on from the list of runs, and from the palette', async () => {
    const { page } = window;
    await page.locator('.activitybar .action-label[aria-label="Netwright"]').click();
    const latest = page.locator('.pane-body .monaco-list-row', { hasText: 'LeNet5' }).first();
    await latest.filter({ hasText: 'running' }).waitFor();
    await latest.hover();
    await latest.getByRole('button', { name: 'Stop Run' }).click();
    await latest.filter({ hasText: 'stopped' }).waitFor();
    await latest.hover();
    await latest.getByRole('button', { name: 'Resume Run' }).click();
    await latest.filter({ hasText: 'running' }).waitFor();
    await window.screenshot('runs');
    const panel = await window.panel();
    await panel.locator('.status', { hasText: /Training, epoch \d+/ }).waitFor();
    await window.command('Netwright: Stop Run');
    await panel.locator('.status', { hasText: /^Stopped after/ }).waitFor();
    // Of the panel that has the focus no run needs to be picked.
    await panel.locator('h1').click();
    await window.command('Netwright: Resume Run');
    await panel.locator('.status', { hasText: /Training, epoch \d+/ }).waitFor();
    await window.command('Netwright: Stop Run');
    await panel.locator('.status', { hasText: /^Stopped after/ }).waitFor();
  });
});

/** The process of the engine that is at work in a workspace. */
function enginePid(folder: string): number {
  const runs = join(folder, '.netwright', 'runs');
  const endpoints = readdirSync(runs).map((run) => join(runs, run, 'engine.json'));
  const [endpoint] = endpoints.filter((path) => existsSync(path));
  return (JSON.parse(readFileSync(endpoint ?? '', 'utf8')) as Endpoint).pid;
}
