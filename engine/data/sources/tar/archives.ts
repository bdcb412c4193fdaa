/** Archives by their paths, of which only some are open at a time. */
import { type FileSource, isPacked, type OpenFiles } from '../../file-source.ts';
import { DataError } from '../../samples.ts';

const MOST_OPEN = 32;
/** Bytes of packed archives, which are unpacked into memory as a whole. */
const MOST_UNPACKED = 2 ** 31;

export class Archives {
  readonly #files: OpenFiles;
  readonly #open = new Map<string, FileSource>();
  readonly #unpacked = new Map<string, FileSource>();

  constructor(files: OpenFiles) {
    this.#files = files;
  }

  /** @throws DataError or FormatError */
  at(path: string): FileSource {
    if (isPacked(path)) return this.#unpack(path);
    const known = this.#open.get(path);
    // What was used last stands last.
    if (known !== undefined) this.#open.delete(path);
    const archive = known ?? this.#files.open(path);
    this.#open.set(path, archive);
    const [oldest] = this.#open;
    if (this.#open.size > MOST_OPEN && oldest !== undefined) {
      this.#files.close(oldest[1]);
      this.#open.delete(oldest[0]);
    }
    return archive;
  }

  #unpack(path: string): FileSource {
    const known = this.#unpacked.get(path);
    if (known !== undefined) return known;
    const archive = this.#files.open(path);
    this.#unpacked.set(path, archive);
    const size = [...this.#unpacked.values()].reduce((sum, one) => sum + one.size, 0);
    if (size > MOST_UNPACKED)
      throw new DataError(
        `The packed archives have ${size} bytes in all by ${path}; at most ${MOST_UNPACKED} are unpacked into memory. Unpack them with gunzip.`,
      );
    return archive;
  }
}
