// What people do with a payment: ask again, undo it, type in what a machine said, call it paid. None of it ever charges.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { ApprovalId, PaymentId } from '#shared/domain/ids.ts';
import { isOpen, mayBeForced } from '#shared/domain/payment.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { useApproval, type UsedApproval } from '../approval/approval-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { readPayment, type PaymentRow } from './payment-repository.ts';
import { paymentView } from './payment-view.ts';
import { noteNews, noteUndo, type PaymentNews, type PaymentWitness } from './record-payment.ts';

type Unknown = ProblemOf<'payment-unknown' | 'not-enrolled'>;
type Final = ProblemOf<'payment-final'>;
type Approving = ProblemOf<'approval-needed' | 'approval-refused'>;

interface OfPayment {
  readonly paymentId: PaymentId;
}

/** Waits for the answer: the clerk pressed to hear one. */
export async function askPayment(ctx: CommandContext, { paymentId }: OfPayment): Promise<Result<PaymentView, Unknown>> {
  if (readPayment(ctx.db, paymentId) === null) return err({ code: 'payment-unknown' });
  await ctx.till.payments.askNow(paymentId);
  return ok(paymentView(ctx.till, must(readPayment(ctx.db, paymentId), 'payments are never deleted')));
}

/** Money that was taken goes back only with the word the store's policy wants; what is still open may always be stopped. */
export function undoPayment(
  ctx: CommandContext, request: OfPayment & { readonly approvalId?: ApprovalId | undefined },
): Result<PaymentView, Unknown | Final | Approving | ProblemOf<'sale-already-completed'>> {
  const undone = onPayment(ctx, request.paymentId, (db, profile, row): Result<PaymentRow, Final | Approving | ProblemOf<'sale-already-completed'>> => {
    if (row.state === 'failed' || row.state === 'reversed') return err({ code: 'payment-final' });
    if (row.saleState === 'completed') return err({ code: 'sale-already-completed' });
    if (row.state === 'settled') {
      const approved = approve(ctx, db, profile, row, 'payment.undo', request.approvalId);
      if (!approved.ok) return approved;
    }
    return finalOr(noteUndo(db, stampAt(db, profile, ctx.now), row, { staffId: byPerson(ctx), reason: 'clerk' }));
  });
  if (undone.ok) ctx.till.payments.look(request.paymentId);
  return undone;
}

/** Stand-alone machine: it took the money, or, while undoing, it did not give it back. */
export function confirmPayment(
  ctx: CommandContext, { paymentId, approvalCode, cardLast4 }: OfPayment & { readonly approvalCode: string; readonly cardLast4: string },
): Result<PaymentView, Unknown | Final> {
  return onMachine(ctx, paymentId, (row) => isSameApproval(row, approvalCode, cardLast4), () => ({ word: 'settled', approvalCode, cardLast4 }));
}

/** Stand-alone machine: it declined or the customer left; while undoing, it gave the money back. */
export function declinePayment(ctx: CommandContext, { paymentId }: OfPayment): Result<PaymentView, Unknown | Final> {
  return onMachine(ctx, paymentId, (row) => row.state === 'failed' || row.state === 'reversed', (row) => (
    row.state === 'reversing' ? { word: 'reversed' } : { word: 'failed', reason: 'provider-refused' }
  ));
}

/** Against the provider's silence, on what the customer's wallet shows: two people answer for it, and it stays in the inbox. */
export function forcePayment(
  ctx: CommandContext, request: OfPayment & { readonly walletReference: string; readonly approvalId?: ApprovalId | undefined },
): Result<PaymentView, Unknown | Final | Approving> {
  return onPayment(ctx, request.paymentId, (db, profile, row): Result<PaymentRow, Final | Approving> => {
    if (row.isForced && row.reference === request.walletReference) return ok(row);
    if (!mayBeForced(row)) return err({ code: 'payment-final' });
    const approved = approve(ctx, db, profile, row, 'payment.force', request.approvalId);
    if (!approved.ok) return approved;
    const witness: PaymentWitness = { staffId: byPerson(ctx), approvalId: approved.value.approvalId, isForced: true };
    return finalOr(noteNews(db, stampAt(db, profile, ctx.now), row, { word: 'settled', reference: request.walletReference }, witness));
  });
}

function approve(
  ctx: CommandContext, db: WriteDb, profile: Profile, row: PaymentRow, operation: 'payment.undo' | 'payment.force', approvalId: ApprovalId | undefined,
): Result<UsedApproval, Approving> {
  const act = { operation, amountFen: row.amountFen, subject: row.paymentId };
  return useApproval(db, act, must(ctx.person, 'the channel asks for a clerk'), approvalId, profile.config.approvals, ctx.now);
}

function onMachine(
  ctx: CommandContext, paymentId: PaymentId, isRepeat: (row: PaymentRow) => boolean, newsOf: (row: PaymentRow) => PaymentNews,
): Result<PaymentView, Unknown | Final> {
  return onPayment(ctx, paymentId, (db, profile, row): Result<PaymentRow, Final> => {
    if (isRepeat(row)) return ok(row);
    if (row.way !== 'stand-alone' || !isOpen(row.state)) return err({ code: 'payment-final' });
    return finalOr(noteNews(db, stampAt(db, profile, ctx.now), row, newsOf(row), { staffId: byPerson(ctx), approvalId: null, isForced: false }));
  });
}

function isSameApproval(row: PaymentRow, approvalCode: string, cardLast4: string): boolean {
  return row.state === 'settled' && row.approvalCode === approvalCode && row.cardLast4 === cardLast4;
}

function onPayment<P extends { readonly code: string }>(
  ctx: CommandContext, paymentId: PaymentId, act: (db: WriteDb, profile: Profile, row: PaymentRow) => Result<PaymentRow, P>,
): Result<PaymentView, P | Unknown> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const done = ctx.write((db): Result<PaymentRow, P | Unknown> => {
    const row = readPayment(db, paymentId);
    return row === null ? err({ code: 'payment-unknown' }) : act(db, profile, row);
  });
  return done.ok ? ok(paymentView(ctx.till, done.value)) : done;
}

function finalOr(noted: Result<PaymentRow, unknown>): Result<PaymentRow, Final> {
  return noted.ok ? noted : err({ code: 'payment-final' });
}

function byPerson(ctx: CommandContext): PaymentWitness['staffId'] {
  return must(ctx.person, 'the channel asks for a clerk').staffId;
}
