/** A window of a real VS Code in a real browser, driven from outside as a person would. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.ts';
import { serveVsCode, type VsCodeServer } from '../../scripts/host/serve.ts';

export const screenshots = join(import.meta.dirname, '..', '..', 'out', 'screenshots');

export class Window {
  readonly #browser: Browser;
  readonly #server: VsCodeServer;
  readonly #workspace: string;
  readonly page: Page;

  private constructor(workspace: string, server: VsCodeServer, browser: Browser, page: Page) {
    this.#workspace = workspace;
    this.#server = server;
    this.#browser = browser;
    this.page = page;
  }

  static async open(workspace: string): Promise<Window> {
    mkdirSync(screenshots, { recursive: true });
    const server = await serveVsCode();
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(30_000);
    await page.goto(server.address(workspace));
    const window = new Window(workspace, server, browser, page);
    await window.ready();
    return window;
  }

  /** The workbench and its explorer are there. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Trusts the workspace as a person does: in the editor that the status bar leads to. */
  async trust(): Promise<void> {
    const restricted = this.page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
    await restricted.click();
    const trust = this.page.getByRole('button', { name: /^Trust/ });
    await trust.first().click();
    await restricted.waitFor({ state: 'detached' });
    // The trust editor stands before the others, as a modal.
    await this.page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await this.page.locator('.monaco-modal-editor-block').waitFor({ state: 'detached' });
  }

  /** A command by its name in the palette, which is opened again where it lists the command only later. */
  async command(name: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
    for (let tries = 0; ; tries++) {
      await this.page.keyboard.press('F1');
      const listed = await input
        .fill(`>${name}`, { timeout: 5000 })
        .then(() => row.waitFor({ timeout: 5000 }))
        .then(() => true)
        .catch(() => false);
      if (listed) break;
      if (tries === 3) throw new Error(`The palette does not list ${name}.`);
      await this.page.keyboard.press('Escape');
    }
    await row.click();
  }

  /** Sets the colour theme where a person would write it: in the settings of the workspace. */
  async theme(name: string): Promise<void> {
    const folder = join(this.#workspace, '.vscode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': name }));
  }

  /** Opens a file of the workspace through quick open. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
  }

  /** The document inside the webview that shows a training. */
  panel(): Promise<Frame> {
    return this.#frame('main#root article');
  }

  /** The document inside the webview with this heading. */
  frameWith(heading: string): Promise<Frame> {
    return this.#frame(`h1:has-text("${heading}")`);
  }

  async #frame(selector: string): Promise<Frame> {
    for (let tries = 0; tries < 60; tries++) {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      await this.page.waitForEvent('framenavigated', { timeout: 1000 }).catch(() => {});
    }
    throw new Error(`No webview with ${selector} appeared.`);
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }
}
