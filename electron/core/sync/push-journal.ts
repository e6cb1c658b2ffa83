// One pass of sending: the suffix the gateway lacks, in batches, until it has everything.
import { must } from '#shared/domain/base/invariant.ts';
import { MAX_ENTRIES_PER_POST, MIN_ENTRIES_PER_POST } from '#shared/contract/gateway-api.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { readEntriesAfter, readHashAt } from '../journal/journal-repository.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import type { Profile, Till } from '../till.ts';
import { readVoidedBetween } from '../undo/void-repository.ts';
import { classifyPush, type PushVerdict } from './classify-reply.ts';
import { loadAfterArrival, loadAfterSilence } from './line-load.ts';
import { stopSelling } from './stop-selling.ts';
import { advance, offer, readProgress } from './sync-repository.ts';

/** more: all is well, and the next pass should follow at once. */
export type PassEnd = { readonly kind: 'done' | 'more' } | Exclude<PushVerdict, { kind: 'accepted' | 'rewind' | 'too-large' }>;

/** Ends when nothing is left or at the first answer that is not an acceptance. Nothing is locked while waiting. */
export async function pushJournal(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity): Promise<PassEnd> {
  let limit = MAX_ENTRIES_PER_POST;
  let from = readProgress(till.store.read).acknowledgedThrough;
  let rewinds = 0;
  for (;;) {
    const batch = nextBatch(till, profile, from, Math.min(limit, till.link.entriesSent));
    if (batch === null) return { kind: 'done' };
    const { entries, last, voidedSaleIds } = batch;
    till.ports.probe.reach('sync.before-send');
    const reply = await gateway.postJournal(identity, entries, voidedSaleIds);
    till.ports.probe.reach('sync.after-send');
    const verdict = classifyPush(reply, { lastSeq: last.seq }, (seq) => readHashAt(till.store.read, seq));
    if (verdict.kind === 'accepted') {
      till.link.entriesSent = loadAfterArrival(till.link.entriesSent, MAX_ENTRIES_PER_POST);
      record(till, verdict.through, verdict.hash);
      from = Math.max(from, verdict.through);
    } else if (verdict.kind === 'rewind') {
      // Twice in one pass would mean that the gateway contradicts itself.
      if (++rewinds > 1 || verdict.expected < 1) return { kind: 'attention', reason: 'journal-gap' };
      from = verdict.expected - 1;
    } else if (verdict.kind === 'too-large') {
      if (entries.length === 1) return { kind: 'attention', reason: 'payload-too-large' };
      limit = Math.floor(entries.length / 2);
    } else {
      if (!reply.ok && reply.failure.kind === 'unreachable') sendLess(till, entries.length);
      if (verdict.kind === 'stop') stopSelling(till, verdict.reason);
      return verdict;
    }
  }
}

/** That few entries got lost says nothing of many. */
function sendLess(till: Till, sent: number): void {
  if (sent > MIN_ENTRIES_PER_POST) till.link.entriesSent = loadAfterSilence(sent, MIN_ENTRIES_PER_POST);
}

interface Batch {
  readonly entries: readonly JournalEntry[];
  readonly last: JournalEntry;
  readonly voidedSaleIds: readonly SaleId[];
}

/**
 * Cuts the next batch and writes down that it is offered, in one transaction: a void comes either before, and the batch
 * says so, or too late. Null when nothing is left.
 */
function nextBatch(till: Till, profile: Profile, from: number, limit: number): Batch | null {
  const hasMore = readEntriesAfter(till.store.read, profile.terminal.terminalId, from, 1).length > 0;
  if (!hasMore) return null;
  return till.store.write((db) => {
    const entries = readEntriesAfter(db, profile.terminal.terminalId, from, limit);
    const last = must(entries.at(-1), 'journal rows are never removed');
    offer(db, last.seq);
    return { entries, last, voidedSaleIds: readVoidedBetween(db, from + 1, last.seq) };
  });
}

function record(till: Till, through: number, hash: string): void {
  till.ports.probe.reach('sync.before-advance');
  till.store.write((db) => advance(db, through, hash));
  till.ports.probe.reach('sync.after-advance');
  till.announce('sync', 'sale');
}
