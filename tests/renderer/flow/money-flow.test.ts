// What money on a sale means for the steps of the renewal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStep, stepFor, type FlowEvent, type FlowStep, type PaymentStep } from '#renderer/flow/renewal-flow.ts';
import { cashDue, hasMoney, mergePayments, openPaymentOf } from '#renderer/flow/sale-money.ts';
import { newPaymentId } from '#renderer/flow/new-payment-id.ts';
import { paymentIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { paymentStates } from '#shared/domain/payment.ts';
import { draft, doneSale, identity, quote, saleId } from '#tests/renderer/support/flow-samples.ts';
import { payment, paymentId, tenderOptions } from '#tests/renderer/support/payment-samples.ts';

const quoted = draft({ identity: identity(), quote: quote() });
const atPayment = (payments = [] as ReturnType<typeof payment>[]): PaymentStep => {
  const step = stepFor({ ...quoted, payments });
  if (step.name !== 'payment') throw new Error('a quoted sale stands at the payment');
  return step;
};

describe('flow/sale-money', () => {
  it('[PW1] starts no tender while one is starting, is open, or nothing is left', () => {
    const starting = nextStep(atPayment(), { type: 'tender' });
    expect(starting).toMatchObject({ name: 'payment', isStarting: true });
    for (const step of [starting, atPayment([payment('unknown')]), atPayment([payment('settled')])]) expect(nextStep(step, { type: 'tender' })).toBe(step);
  });

  it('[PW1] writes no sale while a payment is open', () => {
    for (const state of paymentStates) {
      const step = nextStep(atPayment([payment(state, { amountFen: fen(1000) })]), { type: 'submit', receivedFen: fen(6000) });
      expect(step.name).toBe(['settled', 'failed', 'reversed'].includes(state) ? 'submitting' : 'payment');
    }
  });

  it('asks cash only for what other tenders left, as the store rounds it', () => {
    const step = nextStep(atPayment(), { type: 'options', saleId, options: tenderOptions({ payments: [payment('settled', { amountFen: fen(1003) })], cashDueFen: fen(5000), remainingFen: fen(4997), roundingFen: fen(3) }) });
    expect(step.name === 'payment' && cashDue(step.draft, step.options)).toBe(5000);
    expect([nextStep(step, { type: 'submit', receivedFen: fen(4999) }).name, nextStep(step, { type: 'submit', receivedFen: fen(5000) }).name]).toEqual(['payment', 'submitting']);
  });

  it('[PW2] goes nowhere with Escape, the step bar or a look-up once there is money on it', () => {
    for (const state of ['created', 'unknown', 'reversing', 'settled'] as const) {
      const step = atPayment([payment(state)]);
      const events: FlowEvent[] = [{ type: 'back' }, { type: 'return-to', step: 'plan' }, { type: 'look-up', lookNo: 3 }];
      for (const event of events) expect(nextStep(step, event)).toBe(step);
    }
    expect(nextStep(atPayment([payment('failed')]), { type: 'back' }).name).toBe('plan');
  });

  it('[PW2] says whose sale was laid aside', () => {
    expect(nextStep(atPayment([payment('unknown')]), { type: 'parked', saleId })).toMatchObject({ name: 'customer', draft: null, parked: '165****0002' });
  });

  it('[PW5] lands at the payment although the document has to be looked at again', () => {
    expect(stepFor({ ...quoted, identity: null, payments: [payment('unknown')] }).name).toBe('payment');
    expect(stepFor({ ...quoted, identity: null }).name).toBe('identity');
  });

  it('keeps a payment an older reading does not know, and turns no state back', () => {
    const known = payment('settled', { changedAt: '2026-11-24T02:31:09.000Z' });
    expect(mergePayments([known], [])).toEqual([known]);
    expect(mergePayments([known], [payment('sent')])).toEqual([known]);
    expect(mergePayments([payment('sent')], [known])).toEqual([known]);
  });

  it('[PW1] never has two payments open and never leaves money behind, whatever happens in whatever order', () => {
    const event = fc.oneof(
      fc.constantFrom<FlowEvent>({ type: 'tender' }, { type: 'back' }, { type: 'return-to', step: 'customer' }, { type: 'look-up', lookNo: 9 }, { type: 'next-customer' }, { type: 'go-on' }),
      fc.constantFrom(...paymentStates).map((state): FlowEvent => ({ type: 'tender-known', payment: payment(state) })),
      fc.constantFrom(0, 1000, 6000).map((received): FlowEvent => ({ type: 'submit', receivedFen: fen(received) })),
      fc.constant<FlowEvent>({ type: 'submit', receivedFen: null }), fc.constant<FlowEvent>({ type: 'submit-refused', problem: { code: 'payment-open' }, draft: null }),
    );
    fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let step: FlowStep = atPayment();
      for (const one of events) {
        const before: FlowStep = step;
        step = nextStep(before, one);
        if (before.name === 'payment' && hasMoney(before.draft)) expect(['payment', 'submitting']).toContain(step.name);
        if (step.name === 'payment' && step !== before && step.isStarting && before.name === 'payment' && !before.isStarting) expect(openPaymentOf(before.draft)).toBeNull();
        if (step.name === 'submitting') expect(openPaymentOf(step.draft)).toBeNull();
      }
    }), { numRuns: 2000 });
  });

  it('knows done only through a committed sale', () => {
    expect(nextStep(atPayment([payment('settled')]), { type: 'committed', sale: doneSale() }).name).toBe('done');
  });

  it('names payments by ids the contract takes, each another', () => {
    const ids = Array.from({ length: 500 }, () => newPaymentId());
    expect(ids.every((id) => paymentIdSchema.safeParse(id).success)).toBe(true);
    expect(new Set(ids).size).toBe(500);
    expect(paymentId(1)).not.toBe(paymentId(2));
  });
});
