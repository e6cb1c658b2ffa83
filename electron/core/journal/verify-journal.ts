// Recomputes the chain from the file, block by block, and names the first row that does not fit.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH, verifyChain } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../store/sql.ts';
import { sha256Hex } from './append-entry.ts';
import { readHashAt, readRowsToCheck, type JournalHead } from './journal-repository.ts';

const BLOCK = 1000;

export type ChainProblem = Extract<ReturnType<typeof verifyChain>, { ok: false }>['problem'];

/** Checks all rows after `fromSeq` (0: the whole journal). A row that cannot even be read was changed, and so breaks its hash. */
export function verifyJournal(db: ReadDb, terminalId: TerminalId, fromSeq: number): Result<JournalHead, ChainProblem> {
  let head: JournalHead = { seq: fromSeq, hash: readHashAt(db, fromSeq) ?? GENESIS_HASH };
  for (;;) {
    const rows = readRowsToCheck(db, terminalId, head.seq, BLOCK);
    if (rows.length === 0) return ok(head);
    const unreadable = rows.findIndex(({ entry }) => entry === null);
    const entries = rows.slice(0, unreadable === -1 ? rows.length : unreadable).flatMap(({ entry }) => entry ?? []);
    const checked = verifyChain(entries, head, sha256Hex);
    if (!checked.ok) return checked;
    if (unreadable !== -1) return err({ code: 'chain-broken', seq: must(rows[unreadable], 'it was just found').seq, reason: 'hash' });
    head = checked.value;
  }
}
