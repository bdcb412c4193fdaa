/** Archives by their paths, of which only some are open at a time. */
import { type FileSource, isPacked, openParts } from '../../file-source.ts';
import { DataError } from '../../samples.ts';

const MOST_OPEN = 32;
/** Bytes of packed archives, which are unpacked into memory as a whole. */
const MOST_UNPACKED = 2 ** 31;

export class Archives {
  readonly #open = new Map<string, FileSource>();
  readonly #unpacked = new Map<string, FileSource>();

  /** @throws DataError or FormatError */
  at(path: string): FileSource {
    if (isPacked(path)) return this.#unpack(path);
    const known = this.#open.get(path);
    // What was used last stands last.
    if (known !== undefined) this.#open.delete(path);
    const archive = known ?? openParts(path);
    this.#open.set(path, archive);
    const [oldest] = this.#open;
    if (this.#open.size > MOST_OPEN && oldest !== undefined) {
      oldest[1].close();
      this.#open.delete(oldest[0]);
    }
    return archive;
  }

  #unpack(path: string): FileSource {
    const known = this.#unpacked.get(path);
    if (known !== undefined) return known;
    const archive = openParts(path);
    this.#unpacked.set(path, archive);
    const size = [...this.#unpacked.values()].reduce((sum, one) => sum + one.size, 0);
    if (size > MOST_UNPACKED)
      throw new DataError(
        `The packed archives have ${size} bytes in all by ${path}; at most ${MOST_UNPACKED} are unpacked into memory. Unpack them with gunzip.`,
      );
    return archive;
  }

  close(): void {
    for (const archive of this.#open.values()) archive.close();
    this.#open.clear();
    this.#unpacked.clear();
  }
}
