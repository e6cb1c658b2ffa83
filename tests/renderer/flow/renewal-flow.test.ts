// The steps of a renewal as rules, with any events in any order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import { subscriberRefSchema, saleIdSchema } from '#shared/contract/values.ts';
import { accountOf, firstStep, isIdentitySettled, nextStep, stepFor, type FlowEvent, type FlowStep } from '#renderer/flow/renewal-flow.ts';
import { account, basicPlan, doneSale, draft, identity, plusPlan, quote } from '#tests/renderer/support/flow-samples.ts';

const other = account({ ref: subscriberRefSchema.parse('sub-000009'), msisdnMasked: '165****0009' });
const otherSaleId = saleIdSchema.parse('01930000-0000-7000-8000-000000000099');

function walk(events: readonly FlowEvent[], from: FlowStep = firstStep): FlowStep {
  return events.reduce(nextStep, from);
}

const toFound: readonly FlowEvent[] = [{ type: 'look-up', lookNo: 1 }, { type: 'found', lookNo: 1, account: account(), isRefreshing: true }];
const toIdentity: readonly FlowEvent[] = [...toFound, { type: 'begin' }, { type: 'begun', draft: draft() }];
const toPlan: readonly FlowEvent[] = [...toIdentity, { type: 'check' }, { type: 'checked', identity: identity() }, { type: 'go-on' }];
const quoted = draft({ identity: identity(), quote: quote() });
const toPayment: readonly FlowEvent[] = [
  ...toPlan, { type: 'pick', selection: { planId: plusPlan, months: 1 }, quoteNo: 1 }, { type: 'quoted', quoteNo: 1, draft: quoted }, { type: 'go-on' },
];
const toSubmitting: readonly FlowEvent[] = [...toPayment, { type: 'type-received', text: '100' }, { type: 'submit', receivedFen: fen(10_000) }];

const anyEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({ type: fc.constant('look-up' as const), lookNo: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('ask-carrier' as const), lookNo: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('found' as const), lookNo: fc.integer({ min: 1, max: 3 }), account: fc.constantFrom(account(), other, account({ bar: 'card-closed' })), isRefreshing: fc.boolean() }),
  fc.record({ type: fc.constant('refused' as const), lookNo: fc.integer({ min: 1, max: 3 }), problem: fc.constant({ code: 'lookup-unreadable' } as const) }),
  fc.record({ type: fc.constant('refreshed' as const), account: fc.constantFrom(account({ source: 'fresh' }), other) }),
  fc.constantFrom<FlowEvent>(
    { type: 'refresh-failed', ref: account().ref, problem: { code: 'gateway-unreachable' } },
    { type: 'begin' }, { type: 'begun', draft: draft() }, { type: 'begun', draft: draft({ isIdentityNeeded: false }) }, { type: 'begun', draft: draft({ account: other, saleId: otherSaleId }) },
    { type: 'begin-refused', problem: { code: 'card-closed' } }, { type: 'check' }, { type: 'check-again' }, { type: 'check-refused', problem: { code: 'document-length' } },
    { type: 'checked', identity: identity('match') }, { type: 'checked', identity: identity('mismatch') }, { type: 'checked', identity: identity('not-comparable') },
    { type: 'pick', selection: { planId: plusPlan, months: 1 }, quoteNo: 1 }, { type: 'pick', selection: { planId: basicPlan, months: 3 }, quoteNo: 2 },
    { type: 'quoted', quoteNo: 1, draft: quoted }, { type: 'quoted', quoteNo: 1, draft: draft({ quote: quote() }) }, { type: 'quote-refused', quoteNo: 2, problem: { code: 'plan-withdrawn' } },
    { type: 'go-on' }, { type: 'type-received', text: '100' }, { type: 'submit', receivedFen: fen(10_000) }, { type: 'submit', receivedFen: fen(10) },
    { type: 'submit-refused', problem: { code: 'quote-changed' }, draft: quoted }, { type: 'submit-refused', problem: { code: 'till-restarting' }, draft: null },
    { type: 'committed', sale: doneSale() }, { type: 'committed', sale: doneSale({ saleId: otherSaleId }) }, { type: 'open-sale', sale: doneSale() }, { type: 'back' },
    { type: 'return-to', step: 'customer' }, { type: 'return-to', step: 'identity' }, { type: 'return-to', step: 'plan' }, { type: 'resumed', draft: quoted }, { type: 'next-customer' }, { type: 'forget' },
  ),
);
// Walks begin at every step, so that the late ones are reached as often as the early ones.
const anyStart = fc.constantFrom(firstStep, walk(toFound), walk(toIdentity), walk(toPlan), walk(toPayment), walk(toSubmitting));
const anyWalk = fc.tuple(anyStart, fc.array(anyEvent, { maxLength: 30 }));

/** Every pair of neighbours on a walk, with the event between them. */
function transitions([start, events]: readonly [FlowStep, readonly FlowEvent[]]): { from: FlowStep; event: FlowEvent; to: FlowStep }[] {
  let from = start;
  return events.map((event) => {
    const taken = { from, event, to: nextStep(from, event) };
    from = taken.to;
    return taken;
  });
}

describe('flow/renewal-flow', () => {
  it('asks for money once: a submitting sale takes no second submit, whatever came before', () => {
    fc.assert(fc.property(anyWalk, (way) => {
      for (const { from, event, to } of transitions(way)) {
        if (to.name === 'submitting' && from.name !== 'submitting') expect([from.name, event.type]).toEqual(['payment', 'submit']);
        if (from.name === 'submitting' && event.type === 'submit') expect(to).toBe(from);
      }
    }));
  });

  it('[S1] shows a sale as done only for a committed one', () => {
    fc.assert(fc.property(anyWalk, (way) => {
      for (const { from, event, to } of transitions(way)) {
        if (to.name === 'done' && from.name !== 'done') expect(['committed', 'open-sale']).toContain(event.type);
      }
    }));
  });

  it('leaves a submitting sale only by the answer of the till', () => {
    fc.assert(fc.property(anyWalk, (way) => {
      for (const { from, event, to } of transitions(way)) {
        if (from.name === 'submitting' && to.name !== 'submitting') expect(['committed', 'submit-refused']).toContain(event.type);
      }
    }));
  });

  it('[S4] reaches the payment only with a quote and a settled identity', () => {
    fc.assert(fc.property(anyWalk, (way) => {
      for (const { from, event, to } of transitions(way)) {
        if (to.name !== 'payment' || from.name === 'payment') continue;
        expect(to.draft.quote).not.toBeNull();
        // A refusal leads back to where the money was asked for, with the refusal on the screen.
        if (event.type !== 'submit-refused') expect(isIdentitySettled(to.draft)).toBe(true);
      }
    }));
  });

  it('[S4] does not submit less than is due', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), (receivedFen) => {
      const step = nextStep(walk(toPayment), { type: 'submit', receivedFen: fen(receivedFen) });
      expect(step.name).toBe(receivedFen < 6000 ? 'payment' : 'submitting');
    }));
  });

  it('ignores the answer to an earlier look-up', () => {
    const step = walk([{ type: 'look-up', lookNo: 1 }, { type: 'look-up', lookNo: 2 }, { type: 'found', lookNo: 1, account: other, isRefreshing: false }]);
    expect(step).toMatchObject({ name: 'customer', lookUp: { state: 'looking', lookNo: 2 } });
  });

  it('ignores the answer to an earlier quote', () => {
    const step = walk([...toPlan, { type: 'pick', selection: { planId: plusPlan, months: 1 }, quoteNo: 1 }, { type: 'pick', selection: { planId: basicPlan, months: 3 }, quoteNo: 2 }]);
    expect(nextStep(step, { type: 'quoted', quoteNo: 1, draft: quoted })).toBe(step);
  });

  it('goes back step by step and keeps what was entered', () => {
    const payment = walk([...toPayment, { type: 'type-received', text: '200' }]);
    const back = (times: number): FlowStep => walk(Array.from({ length: times }, () => ({ type: 'back' as const })), payment);
    expect([1, 2, 3].map((times) => back(times).name)).toEqual(['plan', 'identity', 'customer']);
    const again = walk([{ type: 'go-on' }, { type: 'go-on' }, { type: 'go-on' }], back(3));
    expect(again).toEqual(payment);
  });

  it('gives the open sale back when a look-up for somebody else led nowhere', () => {
    const step = walk([...toPlan, { type: 'look-up', lookNo: 7 }, { type: 'refused', lookNo: 7, problem: { code: 'lookup-unreadable' } }, { type: 'back' }]);
    expect(accountOf(step)?.msisdnMasked).toBe('165****0002');
  });

  it('drops what was entered for one customer when a sale begins for another', () => {
    const step = walk([
      ...toPayment, { type: 'type-received', text: '200' }, { type: 'look-up', lookNo: 7 }, { type: 'found', lookNo: 7, account: other, isRefreshing: false },
      { type: 'begin' }, { type: 'begun', draft: draft({ account: other, saleId: otherSaleId }) },
    ]);
    expect(step).toMatchObject({ name: 'identity', entries: { selection: null, receivedText: '' } });
  });

  it('keeps a fresh account that the directory row of the draft would put back', () => {
    const fresh = account({ source: 'fresh' });
    expect(accountOf(walk([...toFound, { type: 'refreshed', account: fresh }, { type: 'begin' }, { type: 'begun', draft: draft() }]))).toEqual(fresh);
  });

  it('does not begin a sale for a card that is barred', () => {
    const step = walk([{ type: 'look-up', lookNo: 1 }, { type: 'found', lookNo: 1, account: account({ bar: 'card-closed' }), isRefreshing: false }]);
    expect(nextStep(step, { type: 'begin' })).toBe(step);
  });

  it.each(['mismatch', 'expired'] as const)('stops at a document that is %s, also where none was needed', (outcome) => {
    const step = walk([...toFound, { type: 'begin' }, { type: 'begun', draft: draft({ isIdentityNeeded: false }) }, { type: 'check' }, { type: 'checked', identity: identity(outcome) }]);
    expect(nextStep(step, { type: 'go-on' })).toBe(step);
  });

  it('asks for the document once the chosen plan needs one', () => {
    const without = draft({ isIdentityNeeded: false });
    const step = walk([
      ...toFound, { type: 'begin' }, { type: 'begun', draft: without }, { type: 'go-on' }, { type: 'pick', selection: { planId: plusPlan, months: 1 }, quoteNo: 1 },
      { type: 'quoted', quoteNo: 1, draft: draft({ quote: quote() }) }, { type: 'go-on' },
    ]);
    expect(step).toMatchObject({ name: 'identity', problem: { code: 'identity-needed' } });
  });

  it('[S5] shows the new figures beside the old ones when the quote changed', () => {
    const dearer = quote({ totalFen: fen(6600), unitPriceFen: fen(6600) });
    const step = nextStep(walk(toSubmitting), { type: 'submit-refused', problem: { code: 'quote-changed' }, draft: { ...quoted, quote: dearer } });
    expect(step).toMatchObject({ name: 'payment', shownBefore: quote(), draft: { quote: dearer }, entries: { receivedText: '100' } });
  });

  it('[S5] goes back to the plans when the quote is gone', () => {
    const step = nextStep(walk(toSubmitting), { type: 'submit-refused', problem: { code: 'quote-changed' }, draft: { ...quoted, quote: null } });
    expect(step).toMatchObject({ name: 'plan', problem: { code: 'quote-changed' } });
  });

  it('[S3] takes an open sale up where it stood', () => {
    expect([draft(), draft({ identity: identity('mismatch') }), draft({ identity: identity() }), quoted, draft({ isIdentityNeeded: false, quote: quote() })].map((one) => stepFor(one).name))
      .toEqual(['identity', 'identity', 'plan', 'payment', 'payment']);
  });
});
