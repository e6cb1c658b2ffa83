// What the tests about money share: cards of their own, sales with any tenders, the answers of the feed.
import { v7 } from 'uuid';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { findSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { JsonObject } from '#shared/domain/journal-chain.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { outcomeRecordSchema, type OutcomeRecord } from '#shared/contract/records.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { salePayload } from '#tests/support/sale-payload.ts';
import type { Answer, SignedTerminal } from '#tests/support/signed-terminal.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';

export interface Tender { readonly paymentId: string; readonly method: string; readonly amount: number }
export interface Sold { readonly saleId: string; readonly ref: string; readonly tenders: readonly Tender[] }

export const cash = (amount: number): Tender => ({ paymentId: v7(), method: 'cash', amount });

/** Each user of the helpers begins with a card number of its own. */
export function moneyHelpers(test: GatewayUnderTest, firstCard: number) {
  let nextCard = firstCard;
  const current = async (ref: string): Promise<SubscriberRecord> => must(await findSubscriber(test.db(), 'ref', ref), 'never removed');
  /** A card in service until 25 March 2026, unless told otherwise. */
  const card = async (changes: Partial<SubscriberRecord> = {}): Promise<string> => {
    nextCard += 1;
    const ref = `sub-${String(nextCard).padStart(6, '0')}`;
    const record = { ...await current(ref), stage: 'ACTIVE', serviceEndOn: dateSchema.parse('2026-03-25'), anchorDay: 25, recentRenewals: [], ...changes } as const;
    await test.db().transaction(async (tx) => {
      await lockPublishing(tx);
      await saveSubscribers(tx, [record]);
    });
    return ref;
  };
  const outcomeOf = async (terminal: SignedTerminal, saleId: string): Promise<OutcomeRecord | undefined> => {
    const { changes } = await terminal.readFeed();
    return changes.filter((one) => one.kind === 'outcome').map((one) => outcomeRecordSchema.parse(one.data)).find((one) => one.saleId === saleId);
  };
  /** Journals a sale of one month of plus-60 (6000 fen), or of as many as the tenders are meant for. */
  const record = (terminal: SignedTerminal, sold: Sold, changes: JsonObject = {}): void => {
    terminal.record('sale.completed', { ...salePayload({ ref: sold.ref, saleId: sold.saleId }), tenders: sold.tenders.map((one) => ({ ...one })), ...changes });
  };
  const pay = async (terminal: SignedTerminal, { saleId, ref }: { saleId: string; ref: string }, method: string, amount: number, ending = '00'): Promise<Tender> => {
    const paymentId = v7();
    const isBalance = method === 'balance';
    const answer = await terminal.send(`/v1/payments/${paymentId}`, { method: 'PUT', body: {
      saleId, subscriberRef: ref, method, way: isBalance ? 'account' : 'payer-code', amount, ...(!isBalance && { authCode: `2800000000000000${ending}` }),
    } });
    if (answer.body['status'] !== 'settled') throw new Error(answer.text);
    return { paymentId, method, amount };
  };
  /** A sale that the gateway has applied, for cash unless told otherwise. */
  const sell = async (terminal: SignedTerminal, ref: string, tenders?: (sale: { saleId: string; ref: string }) => Promise<readonly Tender[]>): Promise<Sold> => {
    const saleId = v7();
    const sold = { saleId, ref, tenders: await tenders?.({ saleId, ref }) ?? [cash(6000)] };
    record(terminal, sold);
    await terminal.post();
    return sold;
  };
  const refund = async (terminal: SignedTerminal, sold: Sold, amounts: readonly number[], id = v7(), changes: object = {}): Promise<Answer> =>
    terminal.send(`/v1/refunds/${id}`, { method: 'PUT', body: refundBody(sold, amounts, changes) });
  return { card, current, outcomeOf, record, pay, sell, refund };
}

/** Gives so much of each tender back; 0 leaves a tender out. */
export function refundBody(sold: Sold, amounts: readonly number[], changes: object = {}): JsonObject {
  const lines = sold.tenders.map(({ paymentId, method }, index) => ({ paymentId, method, amount: amounts[index] ?? 0 })).filter((line) => line.amount > 0);
  return { saleId: sold.saleId, amount: amounts.reduce((sum, one) => sum + one, 0), lines, reason: 'customer-wish', ...changes };
}
