// Asks the gateway what became of refunds under way: the same request again, which it does once by its id.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { RefundId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { carrierLine } from '../carrier-line.ts';
import { namedBack } from '../money/given-back.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import type { CommandContext, Profile, Till } from '../till.ts';
import { classifyRefund } from './classify-refund.ts';
import { endRefund } from './end-refund.ts';
import { readOpenRefunds, readRefund, type RefundRow } from './refund-repository.ts';
import { refundView } from './refund-view.ts';

const ASKED_PER_PASS = 20;

/**
 * Part of every pass of syncing: whatever was asked for before a crash or an outage is asked again here, after the
 * journal was sent, so that the gateway knows the sale. Answers whether the journal grew.
 */
export async function askOpenRefunds(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity): Promise<boolean> {
  let hasNewEntry = false;
  for (const refund of readOpenRefunds(till.store.read, ASKED_PER_PASS)) {
    const hasEnded = await askOnce(till, profile, gateway, identity, refund);
    hasNewEntry ||= hasEnded;
  }
  if (hasNewEntry) till.announce('refund', 'sale', 'shift', 'print', 'sync');
  return hasNewEntry;
}

/** Also for a person who does not want to wait for the next pass. */
export async function askRefund(ctx: CommandContext, request: { refundId: RefundId }): Promise<Result<RefundView, ProblemOf<'refund-unknown' | 'not-enrolled'>>> {
  const { till } = ctx;
  const profile = till.profile();
  const line = profile === null ? null : carrierLine(till, profile);
  if (profile === null || line === null) return err({ code: 'not-enrolled' });
  const refund = readRefund(ctx.db, request.refundId);
  if (refund === null) return err({ code: 'refund-unknown' });
  if (refund.state === 'requested') await askOnce(till, profile, line.gateway, line.identity, refund);
  return ok(refundView(must(readRefund(ctx.db, request.refundId), 'it was just read')));
}

const underWay = new WeakMap<Till, Map<RefundId, Promise<boolean>>>();

/** One request at a time for a refund: two answers to one question might contradict each other. */
async function askOnce(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity, refund: RefundRow): Promise<boolean> {
  const asking = underWay.get(till) ?? new Map<RefundId, Promise<boolean>>();
  underWay.set(till, asking);
  const mine = asking.get(refund.refundId) ?? sendOnce(till, profile, gateway, identity, refund).finally(() => asking.delete(refund.refundId));
  asking.set(refund.refundId, mine);
  return mine;
}

async function sendOnce(till: Till, profile: Profile, gateway: Gateway, identity: GatewayIdentity, refund: RefundRow): Promise<boolean> {
  // Read again: it may have ended while the one before it was asked for.
  if (readRefund(till.store.read, refund.refundId)?.state !== 'requested') return false;
  const reply = await gateway.putRefund(identity, refund.refundId, {
    saleId: refund.saleId, amount: refund.amountFen, reason: refund.reason,
    lines: namedBack(refund.lines),
  });
  const verdict = classifyRefund(reply);
  if (verdict.kind === 'wait') {
    till.ports.logger.info('refund.waits', { refundId: refund.refundId, reason: verdict.reason });
    return false;
  }
  return till.store.write((db) => endRefund(till, db, profile, refund.refundId, verdict, till.ports.clock.now()));
}
