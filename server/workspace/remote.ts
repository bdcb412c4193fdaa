/** Texts that only the editor can read, of virtual workspaces: asked for once, there when they have come. */
import { canonical } from './uri.ts';

export class RemoteFiles {
  readonly #ask: (uri: string) => Promise<string | null>;
  readonly #arrived: (uri: string) => void;
  /** `undefined`: on the way. */
  readonly #texts = new Map<string, string | null | undefined>();

  /** `arrived` is told when a text is there, or known not to be. */
  constructor(ask: (uri: string) => Promise<string | null>, arrived: (uri: string) => void) {
    this.#ask = ask;
    this.#arrived = arrived;
  }

  /** `null`: there is no such file; `undefined`: it is being read. */
  text(uri: string): string | null | undefined {
    const file = canonical(uri);
    if (!this.#texts.has(file)) void this.#fetch(uri, file);
    return this.#texts.get(file);
  }

  /** Asked for again when it is needed again. */
  forget(uri: string): void {
    this.#texts.delete(canonical(uri));
  }

  async #fetch(uri: string, file: string): Promise<void> {
    this.#texts.set(file, undefined);
    const text = await this.#ask(uri).catch(() => null);
    this.#texts.set(file, text);
    this.#arrived(uri);
  }
}
