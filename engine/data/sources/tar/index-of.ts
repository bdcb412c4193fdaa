/** The samples of an archive: the files of one name, with the endings of an image and of a label. */
import { FormatError, type Source } from '../../../../formats/reader.ts';
import { bytesOf, runOver } from '../../../../formats/reading.ts';
import { LARGEST_TAR_LABEL, readTarLabel, sampleKey, type TarMember, walkTar } from '../../../../formats/tar.ts';
import type { CorruptItem } from '../../samples.ts';

export interface TarSample {
  readonly item: string;
  readonly label: number;
  readonly image: TarMember;
}

export interface TarIndex {
  readonly samples: readonly TarSample[];
  readonly corrupt: readonly CorruptItem[];
  /** All that there are. */
  readonly endings: ReadonlySet<string>;
}

interface Parts {
  image?: TarMember;
  label?: TarMember;
  fault?: string;
}

/** Headers and labels are read, images are not. @throws FormatError where it is no archive */
export function indexOf(source: Source, ending: { readonly image: string; readonly label: string }): TarIndex {
  const parts = new Map<string, Parts>();
  const endings = new Set<string>();
  const corrupt: CorruptItem[] = [];
  const read = (offset: number, length: number) => bytesOf(source.name, offset, length);
  const walk = walkTar(source.name, read, (member) => {
    const { key, ending: own } = sampleKey(member.name);
    endings.add(own);
    const kind = own === ending.image ? 'image' : own === ending.label ? 'label' : null;
    if (kind === null) return 'on';
    const sample = parts.get(key) ?? {};
    parts.set(key, sample);
    if (member.name.startsWith('/') || member.name.split('/').includes('..'))
      sample.fault ??= `its name ${member.name} leads out of the archive`;
    else if (member.offset + member.size > source.size)
      sample.fault ??= `the archive is cut off: ${member.name} ends behind it`;
    else if (sample[kind] !== undefined) sample.fault ??= `there are two files ${member.name}`;
    sample[kind] = member;
    return 'on';
  });
  runOver(walk, source);
  const samples: TarSample[] = [];
  for (const [key, { image, label, fault }] of parts) {
    const item = `${source.name}, ${key}`;
    try {
      if (fault !== undefined) throw new FormatError(fault);
      if (image === undefined) throw new FormatError(`it has no .${ending.image}`);
      if (label === undefined) throw new FormatError(`it has no .${ending.label}`);
      samples.push({ item, image, label: labelIn(source, label) });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      corrupt.push({ item, reason: error.message });
    }
  }
  return { samples, corrupt, endings };
}

function labelIn(source: Source, { name, offset, size }: TarMember): number {
  if (size > LARGEST_TAR_LABEL) throw new FormatError(`${name} has ${size} bytes; a label is a whole number`);
  return readTarLabel(name, source.read(offset, size));
}
