// pos verify: recomputes the journal and compares it with what the carrier confirmed.
import { readCheckpoint } from '#core/journal/checkpoint-repository.ts';
import { readHashAt, readHead } from '#core/journal/journal-repository.ts';
import { verifyJournal, verifySinceCheckpoint, type ChainProblem, type CheckedJournal } from '#core/journal/verify-journal.ts';
import { ok, type Result } from '#shared/domain/base/result.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { readProgress } from '#core/sync/sync-repository.ts';
import { readTerminal } from '#core/terminal/terminal-repository.ts';
import { unable, type Answer } from './answer.ts';
import { faultTexts } from './row-texts.ts';

export interface VerifyOptions {
  /** Every row, whatever the checkpoint says. */
  readonly isWhole: boolean;
  /** Told now and then, on standard error. */
  readonly say: (text: string) => void;
}

const TOLD_EVERY = 100_000;

export function verify(db: ReadDb, options: VerifyOptions): Answer {
  const terminal = readTerminal(db);
  if (terminal === null) return unable('not-enrolled', 'this terminal is not enrolled, so it has no journal yet');
  const checked = check(db, terminal.terminalId, options);
  if (!checked.ok) {
    const { seq, reason } = checked.problem;
    return { isWell: false, value: { ok: false, seq, reason }, lines: [`journal broken at row ${seq}: ${faultTexts[reason]}`] };
  }
  const { acknowledgedThrough, acknowledgedHash } = readProgress(db);
  if (readHashAt(db, acknowledgedThrough) !== acknowledgedHash) {
    return {
      isWell: false, value: { ok: false, seq: acknowledgedThrough, reason: 'acknowledged-hash' },
      lines: [`journal broken at row ${acknowledgedThrough}: the carrier confirmed another one under this number`],
    };
  }
  return wellOf(db, terminal.terminalId, checked.value, acknowledgedThrough);
}

function check(db: ReadDb, terminalId: TerminalId, { isWhole, say }: VerifyOptions): Result<CheckedJournal, ChainProblem> {
  const rows = readHead(db).seq;
  let toldAt = 0;
  const onBlock = (seq: number): void => {
    if (seq - toldAt < TOLD_EVERY) return;
    toldAt = seq;
    say(`checked ${seq} of ${rows} rows`);
  };
  if (!isWhole) return verifySinceCheckpoint(db, terminalId, onBlock);
  const whole = verifyJournal(db, terminalId, 0, onBlock);
  return whole.ok ? ok({ head: whole.value, firstChecked: 1, isWhole: true }) : whole;
}

function wellOf(db: ReadDb, terminalId: TerminalId, { head, firstChecked, isWhole }: CheckedJournal, acknowledgedThrough: number): Answer {
  const checkpoint = readCheckpoint(db);
  const extent = firstChecked === 1 ? `${head.seq} rows` : `rows ${firstChecked} to ${head.seq}`;
  return {
    isWell: true,
    value: { ok: true, rows: head.seq, firstChecked, head: head.hash, acknowledgedThrough, checkpoint },
    lines: [
      `journal of ${terminalId} is whole: ${extent} checked, head ${head.hash}`,
      ...(firstChecked === 1 ? [] : [isWhole && checkpoint !== null ? `rows before that were checked by ${checkpoint.verifiedAt}; --whole checks them again` : 'rows before that were never checked here; --whole checks them']),
      `confirmed by the carrier through row ${acknowledgedThrough}`,
    ],
  };
}
