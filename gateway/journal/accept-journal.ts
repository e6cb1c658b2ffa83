// Takes a batch of a terminal's journal: checks it, keeps the new entries and applies their money, all or nothing.
import { createHash } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { applyMoney } from '../store-day/apply-money.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import { together } from '../store/together.ts';
import { advanceHead, lockTerminal, type TerminalRow } from '../terminals/terminal-repository.ts';
import { checkBatch, newSuffix, type JournalRefusal } from './compare-journal.ts';
import { findHashes, insertEntries } from './journal-repository.ts';

export interface AcceptedJournal {
  readonly acceptedThrough: number;
  readonly head: string;
}

/**
 * Ignores entries already held with the same hash, refuses gaps, forks and broken hashes, and never refuses an entry for
 * what it says: a sale that cannot be applied gets a `rejected` outcome in the feed instead.
 */
export async function acceptJournal(
  db: GatewayDb, terminalId: string, batch: { readonly entries: readonly JournalEntry[]; readonly voidedSaleIds: readonly string[] }, now: string,
): Promise<Result<AcceptedJournal, JournalRefusal>> {
  const { entries } = batch;
  const bodies = new Map<string, string>();
  const checked = checkBatch(entries, terminalId, (text) => {
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    bodies.set(hash, text);
    return hash;
  });
  if (!checked.ok) return checked;
  return db.transaction(async (tx): Promise<Result<AcceptedJournal, JournalRefusal>> => {
    const terminal = must(await lockTerminal(tx, terminalId), 'the terminal was found when its signature was checked');
    const suffix = await suffixOf(tx, terminal, entries);
    if (!suffix.ok) return err(suffix.problem);
    const last = suffix.value.at(-1);
    if (last === undefined) return ok({ acceptedThrough: terminal.headSeq, head: terminal.headHash });
    const received = suffix.value.map((entry) => ({ entry, body: must(bodies.get(entry.hash), 'each checked entry was hashed') }));
    await together([
      insertEntries(tx, terminalId, received, now),
      advanceHead(tx, terminalId, last.seq, last.hash),
      applyMoney(tx, terminal, { entries: suffix.value, voidedSaleIds: batch.voidedSaleIds, now }),
    ]);
    return ok({ acceptedThrough: last.seq, head: last.hash });
  });
}

async function suffixOf(tx: SqlRunner, terminal: TerminalRow, entries: readonly JournalEntry[]): Promise<Result<readonly JournalEntry[], JournalRefusal>> {
  const first = entries[0]?.seq ?? 1;
  const last = Math.min(entries.at(-1)?.seq ?? 0, terminal.headSeq);
  const hashes = first > last ? new Map<number, string>() : await findHashes(tx, terminal.terminalId, first, last);
  return newSuffix(entries, { headSeq: terminal.headSeq, headHash: terminal.headHash, hashes });
}
