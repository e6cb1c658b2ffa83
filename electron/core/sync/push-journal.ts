// One pass of sending: the suffix the gateway lacks, in batches, until it has everything.
import { MAX_ENTRIES_PER_POST } from '#shared/contract/gateway-api.ts';
import { readEntriesAfter, readHashAt } from '../journal/journal-repository.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import type { Profile, Till } from '../till.ts';
import { classifyPush, type PushVerdict } from './classify-reply.ts';
import { noteRefusalTime } from './note-server-time.ts';
import { advance, readProgress, saveStop } from './sync-repository.ts';

export type PassEnd = { readonly kind: 'done' } | Exclude<PushVerdict, { kind: 'accepted' | 'rewind' | 'too-large' }>;

const FIRST_BATCH = 500;

/** Ends when nothing is left or at the first answer that is not an acceptance. Nothing is locked while waiting. */
export async function pushJournal(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity): Promise<PassEnd> {
  let limit = Math.min(FIRST_BATCH, MAX_ENTRIES_PER_POST);
  let from = readProgress(till.store.read).acknowledgedThrough;
  let rewinds = 0;
  for (;;) {
    const entries = readEntriesAfter(till.store.read, profile.terminal.terminalId, from, limit);
    const last = entries.at(-1);
    if (last === undefined) return { kind: 'done' };
    till.ports.probe.reach('sync.before-send');
    const reply = await gateway.postJournal(identity, entries);
    till.ports.probe.reach('sync.after-send');
    if (!reply.ok) noteRefusalTime(till, reply.failure);
    const verdict = classifyPush(reply, { lastSeq: last.seq }, (seq) => readHashAt(till.store.read, seq));
    if (verdict.kind === 'accepted') {
      record(till, verdict.through, verdict.hash);
      from = Math.max(from, verdict.through);
    } else if (verdict.kind === 'rewind') {
      // Twice in one pass would mean that the gateway contradicts itself.
      if (++rewinds > 1 || verdict.expected < 1) return { kind: 'attention', reason: 'journal-gap' };
      from = verdict.expected - 1;
    } else if (verdict.kind === 'too-large') {
      if (limit === 1) return { kind: 'attention', reason: 'payload-too-large' };
      limit = Math.max(1, Math.floor(limit / 2));
    } else {
      if (verdict.kind === 'stop') till.store.write((db) => saveStop(db, verdict.reason));
      return verdict;
    }
  }
}

function record(till: Till, through: number, hash: string): void {
  till.ports.probe.reach('sync.before-advance');
  till.store.write((db) => advance(db, through, hash));
  till.ports.probe.reach('sync.after-advance');
  till.announce('sync', 'sale');
}
