// One pass of receiving: pages of the carrier's feed, each written together with the cursor behind it.
import type { TillTopic } from '#shared/contract/till-topics.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import type { Till } from '../till.ts';
import { applyChange } from './apply-change.ts';
import { classifyFailure } from './classify-reply.ts';
import { noteRefusalTime, noteServerTime } from './note-server-time.ts';
import type { PassEnd } from './push-journal.ts';
import { readProgress, saveCursor, saveStop } from './sync-repository.ts';

/** Rows and cursor commit together, so a crash between pages neither skips nor repeats work that matters. */
export async function pullChanges(till: Till, gateway: Gateway, identity: GatewayIdentity): Promise<PassEnd> {
  for (;;) {
    const { changesCursor } = readProgress(till.store.read);
    const reply = await gateway.readChanges(identity, changesCursor);
    if (!reply.ok) {
      noteRefusalTime(till, reply.failure);
      return endOf(till, classifyFailure(reply.failure));
    }
    const page = reply.value;
    noteServerTime(till, page.serverTime);
    noteUnreadable(till, page.unreadable ?? []);
    if (page.changes.length > 0 || page.cursor !== changesCursor || !readProgress(till.store.read).hasFirstSnapshot) applyPage(till, page);
    if (!page.more) return { kind: 'done' };
    // More behind the very place we asked from would be asked for without end and without a pause.
    if (page.cursor === changesCursor) return { kind: 'attention', reason: 'changes-stuck' };
  }
}

function applyPage(till: Till, page: { changes: readonly Parameters<typeof applyChange>[1][]; cursor: string; more: boolean }): void {
  const sealing = { storeKey: till.secrets.storeKey, nonce: () => till.ports.random.bytes(12) };
  till.ports.probe.reach('changes.before-apply');
  const topics = till.store.write((db) => {
    const changed = new Set<TillTopic>();
    for (const change of page.changes) changed.add(applyChange(db, change, sealing));
    saveCursor(db, page.cursor, !page.more);
    return changed;
  });
  till.ports.probe.reach('changes.after-apply');
  till.forgetProfile();
  // The first delivery moves the terminal from starting to ready; its count is shown meanwhile.
  till.announce(...topics, 'terminal', 'sync');
}

/** One row nobody can read must not keep plans, people and outcomes from arriving; it is logged and shown instead. */
function noteUnreadable(till: Till, unreadable: readonly { readonly kind: string; readonly id: string }[]): void {
  for (const { kind, id } of unreadable) till.ports.logger.error('changes.unreadable', { kind, id });
  till.link.unreadableChanges += unreadable.length;
}

function endOf(till: Till, verdict: ReturnType<typeof classifyFailure>): PassEnd {
  if (verdict.kind === 'stop') till.store.write((db) => saveStop(db, verdict.reason));
  if (verdict.kind === 'accepted' || verdict.kind === 'rewind' || verdict.kind === 'too-large') return { kind: 'attention', reason: verdict.kind };
  return verdict;
}
