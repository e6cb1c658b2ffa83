// The calls that move money: starting a tender, completing the sale, laying it aside and taking it up again.
import type { Problem } from '#shared/contract/problems.ts';
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { parseYuan, type Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, SaleId, SubscriberRef } from '#shared/domain/ids.ts';
import type { ElectronicMethod, TenderWay } from '#shared/domain/tender.ts';
import { askApproval } from './approval-store.ts';
import { anyProblem, askUntilBack, isShutOut, isUnsettled, type Tools } from './flow-tools.ts';
import { newPaymentId } from './new-payment-id.ts';
import { canSubmit, draftOf, isHeld, type PaymentStep } from './renewal-flow.ts';
import { hasMoney, isPaidAfterUndo, leftToPay } from './sale-money.ts';

export interface Tender {
  readonly method: ElectronicMethod;
  readonly way: TenderWay;
  readonly amountFen: Fen;
  /** The customer's payment code. Sent once; nothing here keeps it. */
  readonly authCode?: string;
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } };

const isBeyondCeiling = (reply: Answer): boolean => !reply.ok && (reply.problem.code === 'offline-limit' || reply.problem.code === 'approval-needed');

/** Beyond the ceiling of selling without the carrier a second person is asked; without that word the first answer stands. */
async function withCeiling<Reply extends Answer>({ draft }: PaymentStep, send: (approval: { readonly approvalId?: ApprovalId }) => Promise<Reply>): Promise<Reply> {
  const reply = await send({});
  if (!isBeyondCeiling(reply)) return reply;
  const approvalId = await askApproval({ operation: 'offline.exceed', amountFen: draft.quote.totalFen, subject: draft.saleId }, draft.account.msisdnMasked);
  return approvalId === null ? reply : await send({ approvalId });
}

/** Puts a payment on disk and sends it. An answer that was lost is looked up: the same payment is never started twice. */
export async function startTender({ till, dispatch, step }: Tools, tender: Tender): Promise<void> {
  const before = step();
  dispatch({ type: 'tender' });
  if (before.name !== 'payment' || step() === before) return;
  const { saleId, quote } = before.draft;
  const request = { saleId, paymentId: newPaymentId(), totalFen: quote.totalFen, ...tender };
  const reply = await withCeiling(before, (approval) => till['payment.start']({ ...request, ...approval }));
  if (reply.ok) return dispatch({ type: 'tender-known', payment: reply.value });
  if (!isUnsettled(reply.problem)) return dispatch({ type: 'tender-refused', problem: anyProblem(reply.problem) });
  const found = await askUntilBack(() => till['payment.read']({ paymentId: request.paymentId }));
  dispatch(found.ok ? { type: 'tender-known', payment: found.value } : { type: 'tender-refused', problem: anyProblem(reply.problem) });
}

/** Takes the cash that was typed, or completes with the payments alone. */
export async function pay(tools: Tools): Promise<void> {
  const { till, dispatch, step } = tools;
  const before = step();
  if (before.name !== 'payment') return;
  const receivedFen = cashOf(before);
  if (receivedFen === undefined || !canSubmit(before, receivedFen)) return;
  dispatch({ type: 'submit', receivedFen });
  const { saleId, quote } = before.draft;
  const tenders = receivedFen === null ? [] : [{ method: 'cash' as const, receivedFen }];
  const reply = await withCeiling(before, (approval) => till['sale.complete']({ saleId, totalFen: quote.totalFen, tenders, ...approval }));
  if (reply.ok) return dispatch({ type: 'committed', sale: reply.value });
  await settle(tools, saleId, anyProblem(reply.problem));
}

function cashOf(step: PaymentStep): Fen | null | undefined {
  if (leftToPay(step.draft) === 0) return null;
  const received = parseYuan(step.entries.receivedText);
  return received.ok ? received.value : undefined;
}

/** Finds out what became of a sale whose answer was lost or was a refusal, and moves on accordingly. */
export async function settle({ till, dispatch }: Tools, saleId: SaleId, problem: Problem): Promise<void> {
  const current = await askUntilBack(() => till['sale.current']({}));
  // Nobody is signed in any more: the answer is fetched at the next sign-in, see resume().
  if (!current.ok && isShutOut(current.problem) && isUnsettled(problem)) return;
  if (current.ok && current.value.lastCompleted === saleId) {
    const sale = await till['sale.read']({ saleId });
    if (sale.ok) return dispatch({ type: 'committed', sale: sale.value });
  }
  dispatch({ type: 'submit-refused', problem, draft: current.ok ? current.value.draft : null });
}

/** Notes what the till says of the sale's payments; true when they cover the total and nothing but the commit is left. */
export function noteOptions({ dispatch, step }: Tools, saleId: SaleId, options: TenderOptions): boolean {
  dispatch({ type: 'options', saleId, options });
  const after = step();
  if (after.name !== 'payment' || after.draft.saleId !== saleId || after.problem !== null) return false;
  // What was paid after somebody wanted it back waits for a person.
  return canSubmit(after, null) && hasMoney(after.draft) && !after.draft.payments.some(isPaidAfterUndo);
}

/** Lays a sale with money on it aside; true when nothing stands in the way of the next customer any more. */
export async function park({ till, dispatch, step }: Tools): Promise<boolean> {
  const before = step();
  const draft = draftOf(before);
  if (isHeld(before)) return false;
  if (before.name === 'done' || draft === null || !hasMoney(draft)) return true;
  const reply = await till['sale.park']({ saleId: draft.saleId });
  dispatch(reply.ok ? { type: 'parked', saleId: draft.saleId } : { type: 'park-refused', problem: anyProblem(reply.problem) });
  return reply.ok;
}

/**
 * Takes up a sale that was laid aside; one in hand with money on it is laid aside instead. Null: it is on the screen.
 * `onTaken` is called in the moment it gets there: whatever covers the screen goes first, so that the sale can take the focus.
 */
export async function takeUp({ till, dispatch, step }: Tools, subscriberRef: SubscriberRef, onTaken: () => void = () => undefined): Promise<Problem | null> {
  if (isHeld(step())) return { code: 'payment-open' };
  const reply = await till['sale.begin']({ subscriberRef });
  if (!reply.ok) return anyProblem(reply.problem);
  onTaken();
  dispatch({ type: 'taken-up', draft: reply.value });
  return null;
}
