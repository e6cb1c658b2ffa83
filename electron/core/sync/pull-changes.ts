// Receiving: pages of the carrier's feed, one after the other, each written before the next is asked for.
import { MAX_CHANGES_ASKED, MIN_CHANGES_ASKED } from '#shared/contract/gateway-api.ts';
import { nextTurn } from '../next-turn.ts';
import type { Gateway, GatewayFailure, GatewayIdentity } from '../ports.ts';
import type { Till } from '../till.ts';
import { applyPage } from './apply-page.ts';
import { classifyFailure } from './classify-reply.ts';
import { readDelivery } from './delivery-repository.ts';
import { loadAfterArrival, loadAfterSilence } from './line-load.ts';
import type { PassEnd } from './push-journal.ts';
import { sweepDirectory } from './sweep-directory.ts';
import { stopSelling } from './stop-selling.ts';
import { readProgress } from './sync-repository.ts';

/** After so many pages the journal has its turn; after the first one, where nobody had answered before: the window is told that somebody does. */
const PAGES_PER_PASS = 10;

/**
 * Ends with `more` when pages are left for the next pass: after some of them, or when somebody waits. Nothing is locked
 * while waiting, and no more than one page is held.
 */
export async function pullChanges(till: Till, gateway: Gateway, identity: GatewayIdentity, isSomebodyWaiting: () => boolean): Promise<PassEnd> {
  const most = till.link.isReachable ? PAGES_PER_PASS : 1;
  for (let pages = 1; ; pages += 1) {
    const { changesCursor } = readProgress(till.store.read);
    const reply = await gateway.readChanges(identity, changesCursor, till.link.changesAsked);
    if (!reply.ok) {
      askForLess(till, reply.failure);
      return endOf(till, classifyFailure(reply.failure));
    }
    const page = reply.value;
    till.link.changesAsked = loadAfterArrival(till.link.changesAsked, MAX_CHANGES_ASKED);
    noteUnreadable(till, page.unreadable ?? []);
    if (page.changes.length > 0 || page.cursor !== changesCursor || !readDelivery(till.store.read).hasEssentials) await applyPage(till, page, changesCursor);
    if (!page.more) {
      await sweepDirectory(till);
      return { kind: 'done' };
    }
    // More behind the very place we asked from would be asked for without end and without a pause.
    if (page.cursor === changesCursor) return { kind: 'attention', reason: 'changes-stuck' };
    // Kept short page by page, the log is not written back inside the commit of somebody's sale.
    await nextTurn(till.ports.timers);
    till.store.tidy();
    if (pages >= most || isSomebodyWaiting()) return { kind: 'more' };
  }
}

function askForLess(till: Till, failure: GatewayFailure): void {
  if (failure.kind === 'unreachable') till.link.changesAsked = loadAfterSilence(till.link.changesAsked, MIN_CHANGES_ASKED);
}

/** One row nobody can read must not keep plans, people and outcomes from arriving; it is logged and shown instead. */
function noteUnreadable(till: Till, unreadable: readonly { readonly kind: string; readonly id: string }[]): void {
  for (const { kind, id } of unreadable) till.ports.logger.error('changes.unreadable', { kind, id });
  till.link.unreadableChanges += unreadable.length;
}

function endOf(till: Till, verdict: ReturnType<typeof classifyFailure>): PassEnd {
  if (verdict.kind === 'stop') stopSelling(till, verdict.reason);
  if (verdict.kind === 'accepted' || verdict.kind === 'rewind' || verdict.kind === 'too-large') return { kind: 'attention', reason: verdict.kind };
  return verdict;
}
