/** What happened to a run besides its steps and epochs, each in a sentence. No DOM. */
import type { CorruptRecord, EndRecord, ResumeRecord, WeightsRecord } from '../../engine/protocol/records.ts';
import { grouped } from '../shared/format.ts';

export type NotedRecord = WeightsRecord | ResumeRecord | CorruptRecord | EndRecord;

/** Names in a list at most; the rest is counted. */
const MOST_NAMES = 5;

export function notesOf(records: readonly NotedRecord[]): string[] {
  const weights = records.flatMap((record) => (record.type === 'weights' ? [describeWeights(record)] : []));
  const resumes = records.flatMap((record) => (record.type === 'resume' ? [describeResume(record)] : []));
  const ends = records.flatMap((record) =>
    record.type === 'end' && record.reason !== 'failed' && record.message !== undefined ? [record.message] : [],
  );
  return [...weights, ...corruptNotes(records), ...resumes, ...ends];
}

function describeWeights({ file, loaded, missing, unused, left }: WeightsRecord): string {
  const parts = [
    `${grouped(loaded.length)} loaded`,
    ...(missing.length === 0 ? [] : [`${named(missing)} not in it, so initialized`]),
    ...(left.length === 0 ? [] : [`${named(left)} of another shape or left out`]),
    ...(unused.length === 0 ? [] : [`${named(unused)} of no use here`]),
  ];
  return `Began with the weights of ${file}: ${parts.join('; ')}.`;
}

function describeResume({ time, step, backend, device, differences }: ResumeRecord): string {
  const at = new Date(time);
  const when = Number.isNaN(at.getTime()) ? '' : ` on ${at.toLocaleString()}`;
  const changed = differences.length === 0 ? '' : ` Not as it was before: ${differences.join('; ')}.`;
  return `Resumed after step ${grouped(step)}${when}, on ${backend} (${device}).${changed}`;
}

/** An item is told again whenever the data is opened again. */
function corruptNotes(records: readonly NotedRecord[]): string[] {
  const reasons = new Map(
    records.flatMap((record) => (record.type === 'corrupt' ? [[record.item, record.reason]] : [])),
  );
  const notes = [...reasons].slice(0, MOST_NAMES).map(([item, reason]) => `Left out: ${item}. ${reason}`);
  const more = reasons.size - notes.length;
  return more > 0 ? [...notes, `Left out: ${grouped(more)} more; the log names them.`] : notes;
}

const named = (names: readonly string[]): string => {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${grouped(more)} more` : names.join(', ');
};

/** How many items of the data were left out. */
export const leftOut = (records: readonly NotedRecord[]): number =>
  new Set(records.flatMap((record) => (record.type === 'corrupt' ? [record.item] : []))).size;
