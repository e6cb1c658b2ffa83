// Recomputes the chain from the file, block by block, and names the first row that does not fit.
import { ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH, verifyChain } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../store/sql.ts';
import { sha256Hex } from './append-entry.ts';
import { readEntriesAfter, readHashAt, type JournalHead } from './journal-repository.ts';

const BLOCK = 1000;

export type ChainProblem = Extract<ReturnType<typeof verifyChain>, { ok: false }>['problem'];

/** Checks all rows after `fromSeq` (0: the whole journal). */
export function verifyJournal(db: ReadDb, terminalId: TerminalId, fromSeq: number): Result<JournalHead, ChainProblem> {
  let head: JournalHead = { seq: fromSeq, hash: readHashAt(db, fromSeq) ?? GENESIS_HASH };
  for (;;) {
    const entries = readEntriesAfter(db, terminalId, head.seq, BLOCK);
    if (entries.length === 0) return ok(head);
    const checked = verifyChain(entries, head, sha256Hex);
    if (!checked.ok) return checked;
    head = checked.value;
  }
}
