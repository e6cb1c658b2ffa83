// The hash chain of the journal: each entry is sealed together with the hash of the one before it.
import { err, ok, type Result } from './base/result.ts';
import type { BusinessDate } from './business-date.ts';
import { canonicalJson, type JsonObject } from './canonical-json.ts';
import type { TerminalId } from './ids.ts';

export type { JsonObject, JsonValue } from './canonical-json.ts';

export interface JournalEntry {
  readonly terminalId: TerminalId;
  /** 1, 2, 3 … per terminal, without a gap. */
  readonly seq: number;
  readonly type: string;
  /** Instant, RFC 3339 UTC with milliseconds. */
  readonly at: string;
  readonly businessDate: BusinessDate;
  readonly payload: JsonObject;
  readonly prevHash: string;
  readonly hash: string;
}

/** SHA-256 of the UTF-8 form of a text, as 64 lower-case hex digits. */
export type Sha256Hex = (text: string) => string;

/** What stands in `prevHash` of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** The position before the first entry: where a check of a whole journal starts. */
export const GENESIS: ChainPosition = { seq: 0, hash: GENESIS_HASH };

export interface ChainPosition {
  readonly seq: number;
  readonly hash: string;
}

/**
 * The hash of an entry: SHA-256 over the canonical JSON (RFC 8785) of its seven other members. Throws for content
 * without a canonical form (half a surrogate pair, NaN), which no checked payload holds.
 */
export function hashEntry(entry: Omit<JournalEntry, 'hash'>, sha256Hex: Sha256Hex): string {
  const { terminalId, seq, type, at, businessDate, payload, prevHash } = entry;
  return sha256Hex(canonicalJson({ terminalId, seq, type, at, businessDate, payload, prevHash }));
}

export interface ChainBreak {
  readonly code: 'chain-broken';
  /** Number of the first entry that does not fit. */
  readonly seq: number;
  readonly reason: 'gap' | 'prev-hash' | 'hash' | 'terminal';
}

/**
 * Checks that entries continue a chain from a known position (GENESIS for a whole journal) and gives its new head.
 * All entries must be of one terminal; pass `terminalId` to say which.
 */
export function verifyChain(
  entries: Iterable<JournalEntry>,
  from: ChainPosition & { readonly terminalId?: TerminalId },
  sha256Hex: Sha256Hex,
): Result<ChainPosition, ChainBreak> {
  let head: ChainPosition = { seq: from.seq, hash: from.hash };
  let terminalId = from.terminalId;
  for (const entry of entries) {
    terminalId ??= entry.terminalId;
    const reason = breakAt(entry, head, terminalId, sha256Hex);
    if (reason !== null) return err({ code: 'chain-broken', seq: entry.seq, reason });
    head = { seq: entry.seq, hash: entry.hash };
  }
  return ok(head);
}

function breakAt(
  entry: JournalEntry, head: ChainPosition, terminalId: TerminalId, sha256Hex: Sha256Hex,
): ChainBreak['reason'] | null {
  if (entry.terminalId !== terminalId) return 'terminal';
  if (entry.seq !== head.seq + 1) return 'gap';
  if (entry.prevHash !== head.hash) return 'prev-hash';
  return hasOwnHash(entry, sha256Hex) ? null : 'hash';
}

// Foreign content may have no canonical form; then nobody can have computed its hash.
function hasOwnHash(entry: JournalEntry, sha256Hex: Sha256Hex): boolean {
  try {
    return hashEntry(entry, sha256Hex) === entry.hash;
  } catch {
    return false;
  }
}
