/** A folder of model files with a language server that has it open. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Server } from './server.ts';

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'netwright workspace '));
  readonly texts: Readonly<Record<string, string>>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = texts;
    for (const [name, text] of Object.entries(texts)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  uri(...names: string[]): string {
    return pathToFileURL(join(this.path, ...names)).href;
  }

  /** Starts a server in the folder, or in folders within it. */
  async serve(
    capabilities: ClientCapabilities = {},
    { folders = [''], trusted }: { folders?: readonly string[]; trusted?: boolean } = {},
  ): Promise<Server> {
    const workspaceFolders = folders.map((name) => ({ uri: this.uri(name), name }));
    const initializationOptions = trusted === undefined ? undefined : { trusted };
    const { server } = await Server.start('stdio', { workspaceFolders, capabilities, initializationOptions });
    return server;
  }

  /** The place of `needle` in a file, one character into it. */
  at(name: string, needle: string, by = 1) {
    const text = this.texts[name] ?? '';
    const position = TextDocument.create('', '', 0, text).positionAt(text.indexOf(needle) + by);
    return { textDocument: { uri: this.uri(name) }, position };
  }

  /** `a.nn:4` of an address and a line from 0. */
  place({ uri, range }: { uri: string; range: { start: { line: number } } }): string {
    const name = decodeURIComponent(uri.slice(this.uri('').replace(/\/?$/, '/').length));
    return `${name}:${range.start.line + 1}`;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A block that two models import, and a function. */
export const BLOCKS_AND_MODELS = {
  'blocks/unit.nn':
    'fn half(n) = n // 2\nblock Unit(width, stride = 1) {\n  conv(half(width), 3x3, stride=stride, pad=1)\n}\n',
  'a.nn': 'import { Unit } from "./blocks/unit.nn"\nmodel A {\n  input(x, 9x9x3)\n  Unit(4)\n  Unit(8, stride=2)\n}\n',
  'deep/b.nn': 'import { Unit as Part } from "../blocks/unit.nn"\nmodel B {\n  input(x, 9x9x3)\n  Part(4)\n}\n',
  'c.nn': 'model C {\n  input(x, 9x9x3)\n  Unit(4)\n}\n',
} as const;
