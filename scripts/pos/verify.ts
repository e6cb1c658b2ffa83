// pos verify: recomputes the whole journal and compares it with what the carrier confirmed.
import { readHashAt } from '#core/journal/journal-repository.ts';
import { verifyJournal } from '#core/journal/verify-journal.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { readProgress } from '#core/sync/sync-repository.ts';
import { readTerminal } from '#core/terminal/terminal-repository.ts';
import { unable, type Answer } from './answer.ts';

const reasons = {
  gap: 'a row before it is missing',
  'prev-hash': 'it does not name the hash of the row before',
  hash: 'its content is not what its hash was made of',
  terminal: 'it belongs to another terminal',
} as const;

export function verifyAll(db: ReadDb): Answer {
  const terminal = readTerminal(db);
  if (terminal === null) return unable('not-enrolled', 'this terminal is not enrolled, so it has no journal yet');
  const checked = verifyJournal(db, terminal.terminalId, 0);
  if (!checked.ok) {
    const { seq, reason } = checked.problem;
    return { isWell: false, value: { ok: false, seq, reason }, lines: [`journal broken at row ${seq}: ${reasons[reason]}`] };
  }
  const { acknowledgedThrough, acknowledgedHash } = readProgress(db);
  if (readHashAt(db, acknowledgedThrough) !== acknowledgedHash) {
    return {
      isWell: false, value: { ok: false, seq: acknowledgedThrough, reason: 'acknowledged-hash' },
      lines: [`journal broken at row ${acknowledgedThrough}: the carrier confirmed another one under this number`],
    };
  }
  const { seq, hash } = checked.value;
  return {
    isWell: true, value: { ok: true, rows: seq, head: hash, acknowledgedThrough },
    lines: [`journal of ${terminal.terminalId} is whole: ${seq} rows, head ${hash}`, `confirmed by the carrier through row ${acknowledgedThrough}`],
  };
}
