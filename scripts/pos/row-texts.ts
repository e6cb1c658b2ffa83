// What is wrong with a row of the journal, in words.
import type { ChainProblem } from '#core/journal/verify-journal.ts';
import type { UnreadRange } from '#core/rescue/export-report.ts';
import type { Fault } from '#core/rescue/judge-row.ts';

export const faultTexts: Readonly<Record<Fault | ChainProblem['reason'], string>> = {
  gap: 'a row before it is missing',
  'prev-hash': 'it does not name the hash of the row before',
  hash: 'its content is not what its hash was made of',
  terminal: 'it belongs to another terminal',
  checkpoint: 'it is not the row that stood here when all of it was checked, or it is gone',
  unreadable: 'its columns hold what no row of a journal does',
};

export function rangeText({ from, to }: UnreadRange): string {
  if (to === null) return `row ${from} and all after it`;
  return from === to ? `row ${from}` : `rows ${from} to ${to}`;
}
