// Recomputes the chain from the file, block by block, and names the first row that does not fit.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH, verifyChain } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../store/sql.ts';
import { sha256Hex } from './append-entry.ts';
import { findUnreadableSeq, readEntriesAfter, readHashAt, type JournalHead } from './journal-repository.ts';

const BLOCK = 1000;

export type ChainProblem = Extract<ReturnType<typeof verifyChain>, { ok: false }>['problem'];

/** Checks all rows after `fromSeq` (0: the whole journal). */
export function verifyJournal(db: ReadDb, terminalId: TerminalId, fromSeq: number): Result<JournalHead, ChainProblem> {
  const unreadable = findUnreadableSeq(db, fromSeq);
  const intact = verifyReadable(db, terminalId, fromSeq, unreadable);
  if (!intact.ok || unreadable === null) return intact;
  return err({ code: 'chain-broken', seq: unreadable, reason: 'hash' });
}

/** The rows before the first one whose payload is no JSON object any more; whoever changed that one broke its hash. */
function verifyReadable(db: ReadDb, terminalId: TerminalId, fromSeq: number, untilSeq: number | null): Result<JournalHead, ChainProblem> {
  let head: JournalHead = { seq: fromSeq, hash: readHashAt(db, fromSeq) ?? GENESIS_HASH };
  for (;;) {
    const limit = untilSeq === null ? BLOCK : Math.min(BLOCK, untilSeq - head.seq - 1);
    const entries = limit <= 0 ? [] : readEntriesAfter(db, terminalId, head.seq, limit);
    if (entries.length === 0) return ok(head);
    const checked = verifyChain(entries, head, sha256Hex);
    if (!checked.ok) return checked;
    head = checked.value;
  }
}
