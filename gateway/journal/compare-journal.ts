// What of a posted batch is new: pure comparison of the batch with what the gateway holds.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH, hashEntry, type JournalEntry, type Sha256Hex } from '#shared/domain/journal-chain.ts';

export interface HeldJournal {
  readonly headSeq: number;
  readonly headHash: string;
  /** Hash of each held entry that the batch repeats. */
  readonly hashes: ReadonlyMap<number, string>;
}

export type JournalRefusal =
  | { readonly code: 'journal-broken'; readonly seq: number }
  | { readonly code: 'journal-gap'; readonly expected: number }
  | { readonly code: 'journal-fork'; readonly seq: number };

/** Checks what can be told from the batch alone: whose entries they are, that they follow each other, and their hashes. */
export function checkBatch(entries: readonly JournalEntry[], terminalId: string, sha256Hex: Sha256Hex): Result<null, JournalRefusal> {
  let previous: JournalEntry | null = null;
  for (const entry of entries) {
    const refusal = refusalAfter(previous, entry, terminalId, sha256Hex);
    if (refusal !== null) return err(refusal);
    previous = entry;
  }
  return ok(null);
}

/** The entries behind the held head, or why they cannot follow it. The batch has passed `checkBatch`. */
export function newSuffix(entries: readonly JournalEntry[], held: HeldJournal): Result<readonly JournalEntry[], JournalRefusal> {
  const first = entries[0];
  if (first !== undefined && first.seq > held.headSeq + 1) return err({ code: 'journal-gap', expected: held.headSeq + 1 });
  const forked = entries.find((entry) => entry.seq <= held.headSeq && held.hashes.get(entry.seq) !== entry.hash);
  if (forked !== undefined) return err({ code: 'journal-fork', seq: forked.seq });
  const suffix = entries.filter((entry) => entry.seq > held.headSeq);
  // The terminal's entry at our head must have had another hash than ours.
  const isForkedAtHead = suffix[0] !== undefined && suffix[0].prevHash !== held.headHash;
  return isForkedAtHead ? err({ code: 'journal-fork', seq: held.headSeq }) : ok(suffix);
}

function refusalAfter(
  previous: JournalEntry | null, entry: JournalEntry, terminalId: string, sha256Hex: Sha256Hex,
): JournalRefusal | null {
  const broken = { code: 'journal-broken', seq: entry.seq } as const;
  if (entry.terminalId !== terminalId) return broken;
  if (previous !== null && entry.seq > previous.seq + 1) return { code: 'journal-gap', expected: previous.seq + 1 };
  if (previous !== null && entry.seq <= previous.seq) return broken;
  const expectedPrevious = previous?.hash ?? (entry.seq === 1 ? GENESIS_HASH : entry.prevHash);
  if (entry.prevHash !== expectedPrevious) return broken;
  return hashOf(entry, sha256Hex) === entry.hash ? null : broken;
}

/** Foreign content may have no canonical form; then no hash can be right. */
function hashOf(entry: JournalEntry, sha256Hex: Sha256Hex): string | null {
  try {
    return hashEntry(entry, sha256Hex);
  } catch {
    return null;
  }
}
