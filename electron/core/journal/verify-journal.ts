// Recomputes the chain from the file, block by block, and names the first row that does not fit.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH, verifyChain, type ChainBreak } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../store/sql.ts';
import { sha256Hex } from './append-entry.ts';
import { readCheckpoint } from './checkpoint-repository.ts';
import { readHashAt, readHead, readRowsToCheck, type JournalHead } from './journal-repository.ts';

const BLOCK = 1000;
/** So many of the newest journal rows are checked at every start, whatever was checked before. */
export const CHECKED_AT_START = 1000;

/** checkpoint: every row fits the next, but this one is not the row that was here when all was checked, or it is gone. */
export interface ChainProblem {
  readonly code: 'chain-broken';
  readonly seq: number;
  readonly reason: ChainBreak['reason'] | 'checkpoint';
}

/** Called after each block with the last row checked. */
export type Progress = (seq: number) => void;

/**
 * Checks all rows after `fromSeq` (0: the whole journal) in blocks, so that memory does not grow with it. A row that
 * cannot even be read was changed, and so breaks its hash.
 */
export function verifyJournal(db: ReadDb, terminalId: TerminalId, fromSeq: number, onBlock: Progress = () => undefined): Result<JournalHead, ChainProblem> {
  let head: JournalHead = { seq: fromSeq, hash: readHashAt(db, fromSeq) ?? GENESIS_HASH };
  for (;;) {
    const rows = readRowsToCheck(db, terminalId, head.seq, BLOCK);
    if (rows.length === 0) return ok(head);
    const unreadable = rows.findIndex(({ entry }) => entry === null);
    const entries = rows.slice(0, unreadable === -1 ? rows.length : unreadable).flatMap(({ entry }) => entry ?? []);
    const checked = verifyChain(entries, { ...head, terminalId }, sha256Hex);
    if (!checked.ok) return checked;
    if (unreadable !== -1) return err({ code: 'chain-broken', seq: must(rows[unreadable], 'it was just found').seq, reason: 'hash' });
    head = checked.value;
    onBlock(head.seq);
  }
}

/** What a check found to be whole. */
export interface CheckedJournal {
  readonly head: JournalHead;
  /** First row whose content was recomputed. */
  readonly firstChecked: number;
  /** Whether head follows from checked rows alone, now or up to the checkpoint: it may become the next one. */
  readonly isWhole: boolean;
}

/**
 * Checks the checkpoint's own row and everything since, but never fewer than `CHECKED_AT_START` rows; without a
 * checkpoint only these. A checkpoint that its row contradicts is worth nothing: then every row is checked.
 */
export function verifySinceCheckpoint(db: ReadDb, terminalId: TerminalId, onBlock?: Progress): Result<CheckedJournal, ChainProblem> {
  const checkpoint = readCheckpoint(db);
  if (checkpoint !== null && readHashAt(db, checkpoint.seq) !== checkpoint.hash) {
    const whole = verifyJournal(db, terminalId, 0, onBlock);
    return whole.ok ? err({ code: 'chain-broken', seq: checkpoint.seq, reason: 'checkpoint' }) : whole;
  }
  const newest = Math.max(0, readHead(db).seq - CHECKED_AT_START);
  const fromSeq = checkpoint === null ? newest : Math.min(newest, checkpoint.seq - 1);
  const checked = verifyJournal(db, terminalId, fromSeq, onBlock);
  return checked.ok ? ok({ head: checked.value, firstChecked: fromSeq + 1, isWhole: checkpoint !== null || fromSeq === 0 }) : checked;
}
