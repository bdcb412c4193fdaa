/** The training view in a real browser, on a page with the policy of the editor's webviews and its theme's colours. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.ts';
import type { FromTrainingView, ToTrainingView } from '../../webviews/protocol/training.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist', 'webviews');

/** Colours as the editor's default themes define them. */
const themes = {
  light: ['vscode-light', '#3b3b3b', '#ffffff', '#616161', '#1a85ff', '#d18616', '#005fb8', '#f85149'],
  dark: ['vscode-dark', '#cccccc', '#1f1f1f', '#9d9d9d', '#3794ff', '#d18616', '#0078d4', '#f85149'],
} as const;
const variables = [
  'foreground',
  'editor-background',
  'descriptionForeground',
  'charts-blue',
  'charts-yellow',
  'progressBar-background',
  'errorForeground',
];

function html(theme: keyof typeof themes): string {
  const [name, ...colors] = themes[theme];
  const style = variables.map((variable, i) => `--vscode-${variable}: ${colors[i]};`).join(' ');
  const policy = "default-src 'none'; script-src 'nonce-test'; style-src 'self' 'nonce-test'; font-src 'self'";
  const host =
    'window.posted = []; window.acquireVsCodeApi = () => ({ postMessage: (m) => window.posted.push(m), getState() {}, setState: (s) => { window.state = s; } });';
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta property="csp-nonce" content="test">
<style nonce="test">:root { ${style} --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-button-background: #005fb8; --vscode-button-foreground: #ffffff; --vscode-button-secondaryBackground: #e5e5e5; --vscode-button-secondaryForeground: #3b3b3b; }</style>
<link rel="stylesheet" href="training.css"><title>Training</title></head><body class="${name}"><main id="root"></main>
<script nonce="test">${host}</script><script type="module" nonce="test" src="training.js"></script></body></html>`;
}

export class ViewPage {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly page: Page;
  /** What the browser complained of: errors and violations of the policy. */
  readonly complaints: string[] = [];

  private constructor(server: Server, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async open(theme: keyof typeof themes = 'light'): Promise<ViewPage> {
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };
    const server = createServer((request, response) => {
      const name = request.url?.slice(1) ?? '';
      if (name === '') response.setHeader('content-type', 'text/html').end(html(theme));
      else if (name === 'training.js' || name === 'training.css') {
        response
          .setHeader('content-type', types[name.slice(name.lastIndexOf('.') + 1)] ?? '')
          .end(readFileSync(join(dist, name)));
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const view = new ViewPage(server, browser, page);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('main#root article').waitFor();
    return view;
  }

  /** A message as the extension posts it; resolves when it has been drawn. */
  async send(message: ToTrainingView): Promise<void> {
    await this.page.evaluate(async (data) => {
      window.postMessage(data, '*');
      // A turn for the message, two frames for the drawing.
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, message as never);
  }

  posted(): Promise<FromTrainingView[]> {
    return this.page.evaluate(() => (window as unknown as { posted: FromTrainingView[] }).posted);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }
}
