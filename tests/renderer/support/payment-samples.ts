// Payments of the sample sale, what can be paid how, and rows of the inbox. All synthetic.
import type { OpenPayment, PaymentView, TenderOptions } from '#shared/contract/till/payment-channels.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { configRecordSchema } from '#shared/contract/records.ts';
import { paymentIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { tenderMethods, type TenderMethod } from '#shared/domain/tender.ts';
import { account, saleId } from './flow-samples.ts';

export const paymentId = (n: number): PaymentView['paymentId'] => paymentIdSchema.parse(`01930000-0000-7000-8000-${String(700 + n).padStart(12, '0')}`);

const actionsOf: Readonly<Record<PaymentView['state'], PaymentView['actions']>> = {
  created: ['wait', 'ask', 'undo'], sent: ['wait', 'ask', 'undo'], confirming: ['wait', 'ask', 'undo'], unknown: ['ask', 'undo', 'force'], reversing: ['wait', 'ask', 'force'],
  settled: ['complete-sale', 'undo'], failed: [], reversed: [],
};

export function payment(state: PaymentView['state'], changes: Partial<PaymentView> = {}): PaymentView {
  return {
    paymentId: paymentId(1), saleId, method: 'alipay', way: 'payer-code', amountFen: fen(6000), state, failure: null, startedAt: '2026-11-24T02:31:00.000Z',
    changedAt: '2026-11-24T02:31:05.000Z', giveUpAt: null, nextAskAt: null, reference: null, approvalCode: null, cardLast4: null, storeCode: null, actions: actionsOf[state], ...changes,
  };
}

const waysOf = (method: TenderMethod): TenderOptions['methods'][number]['ways'] => {
  if (method === 'cash') return [];
  if (method === 'card') return ['stand-alone'];
  return method === 'balance' ? ['account'] : ['payer-code', 'store-code'];
};

const { walletCodes } = configRecordSchema.shape.payments.parse({});

export function tenderOptions(changes: Partial<TenderOptions> = {}): TenderOptions {
  const payments = changes.payments ?? [];
  const paid = payments.filter(({ state }) => state === 'settled').reduce((sum, { amountFen }) => sum + amountFen, 0);
  const left = fen(6000 - paid);
  return {
    totalFen: fen(6000), paidFen: fen(paid), remainingFen: left, cashDueFen: left, roundingFen: fen(0),
    methods: tenderMethods.map((method) => ({ method, ways: waysOf(method), bar: null, limitFen: method === 'balance' ? fen(10_000) : null })), walletCodes, offline: null, payments, ...changes,
  };
}

export function openPayment(state: PaymentView['state'], changes: Partial<OpenPayment> = {}): OpenPayment {
  return { ...payment(state), msisdnMasked: '165****0002', ageSeconds: 64, ownerId: staffIdSchema.parse('c01'), saleState: 'parked', why: 'open', ...changes };
}

export function parkedSale(changes: Partial<ReplyValueOf<'sale.list-parked'>[number]> = {}): ReplyValueOf<'sale.list-parked'>[number] {
  return {
    subscriberRef: account().ref, saleId, msisdnMasked: '165****0002', nameMasked: '欧***', totalFen: fen(6000), paidFen: fen(0), openFen: fen(6000), parkedAt: '2026-11-24T02:31:30.000Z',
    begunBy: staffIdSchema.parse('c01'), ...changes,
  };
}
