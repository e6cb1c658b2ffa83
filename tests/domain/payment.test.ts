import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinal, isOpen, nextPayment, paymentStates, safeActions, type PaymentEvent, type PaymentState, type ProviderWord } from '#shared/domain/payment.ts';

const words: readonly ProviderWord[] = ['settled', 'failed', 'confirming', 'unknown', 'reversed', 'not-found'];
const answered = (word: ProviderWord): PaymentEvent => ({ type: 'answered', word });
const events: readonly PaymentEvent[] = [{ type: 'sent' }, { type: 'undo-asked' }, ...words.map(answered)];
const anEvent = fc.constantFrom(...events);
const after = (state: PaymentState, event: PaymentEvent): PaymentState => {
  const next = nextPayment(state, event);
  return next.ok ? next.value : state;
};

describe('payment', () => {
  it.each<[PaymentState, Record<ProviderWord, PaymentState | 'final'>]>([
    ['created', { settled: 'settled', failed: 'failed', confirming: 'confirming', unknown: 'unknown', reversed: 'reversed', 'not-found': 'unknown' }],
    ['sent', { settled: 'settled', failed: 'failed', confirming: 'confirming', unknown: 'unknown', reversed: 'reversed', 'not-found': 'unknown' }],
    ['confirming', { settled: 'settled', failed: 'failed', confirming: 'confirming', unknown: 'unknown', reversed: 'reversed', 'not-found': 'unknown' }],
    ['unknown', { settled: 'settled', failed: 'failed', confirming: 'confirming', unknown: 'unknown', reversed: 'reversed', 'not-found': 'unknown' }],
    ['reversing', { settled: 'settled', failed: 'reversed', confirming: 'reversing', unknown: 'reversing', reversed: 'reversed', 'not-found': 'reversing' }],
    ['settled', { settled: 'settled', failed: 'final', confirming: 'final', unknown: 'final', reversed: 'final', 'not-found': 'final' }],
    ['failed', { settled: 'final', failed: 'failed', confirming: 'final', unknown: 'final', reversed: 'final', 'not-found': 'final' }],
    ['reversed', { settled: 'final', failed: 'final', confirming: 'final', unknown: 'final', reversed: 'reversed', 'not-found': 'final' }],
  ])('[PY4] every word about a payment that is %s', (state, expected) => {
    const got = Object.fromEntries(words.map((word) => {
      const next = nextPayment(state, answered(word));
      return [word, next.ok ? next.value : next.problem.code.replace('payment-', '')];
    }));
    expect(got).toEqual(expected);
  });

  it.each<[PaymentState, PaymentState | null, PaymentState | null]>([
    ['created', 'sent', 'reversing'], ['sent', null, 'reversing'], ['confirming', null, 'reversing'], ['unknown', null, 'reversing'], ['reversing', null, 'reversing'],
    ['settled', null, 'reversing'], ['failed', null, null], ['reversed', null, null],
  ])('[PY4] a payment that is %s becomes %s by sending and %s by asking for its undo', (state, bySending, byUndo) => {
    const of = (event: PaymentEvent): PaymentState | null => {
      const next = nextPayment(state, event);
      return next.ok ? next.value : null;
    };
    expect([of({ type: 'sent' }), of({ type: 'undo-asked' })]).toEqual([bySending, byUndo]);
  });

  it('[PY4] is open or final, never both', () => {
    expect(paymentStates.filter(isFinal)).toEqual(['settled', 'failed', 'reversed']);
    expect(paymentStates.every((state) => isOpen(state) !== isFinal(state))).toBe(true);
  });

  it('[PY4] never leaves failed or reversed, and leaves settled only to be undone', () => {
    fc.assert(fc.property(fc.array(anEvent, { maxLength: 40 }), (story) => {
      let state: PaymentState = 'created';
      for (const event of story) {
        const next = after(state, event);
        if (state === 'failed' || state === 'reversed') expect(next).toBe(state);
        if (state === 'settled') expect(['settled', 'reversing']).toContain(next);
        if (state === 'settled' && next === 'reversing') expect(event.type).toBe('undo-asked');
        state = next;
      }
    }), { numRuns: 2000 });
  });

  it('[PY4] becomes failed by nothing but the word that it failed', () => {
    fc.assert(fc.property(fc.constantFrom(...paymentStates), anEvent, (state, event) => {
      if (after(state, event) !== 'failed' || state === 'failed') return;
      expect(event).toEqual(answered('failed'));
    }));
  });

  it('[PY5] is sent at most once, whatever happens', () => {
    fc.assert(fc.property(fc.array(anEvent, { maxLength: 40 }), (story) => {
      let state: PaymentState = 'created';
      let sent = 0;
      for (const event of story) {
        const next = nextPayment(state, event);
        if (next.ok && event.type === 'sent') sent += 1;
        state = next.ok ? next.value : state;
      }
      expect(sent).toBeLessThanOrEqual(1);
    }), { numRuns: 2000 });
  });

  it('[PY7] is changed by an answer said twice no more than by the same answer said once', () => {
    fc.assert(fc.property(fc.constantFrom(...paymentStates), fc.constantFrom(...words), (state, word) => {
      const once = after(state, answered(word));
      expect(after(once, answered(word))).toBe(once);
    }));
  });

  it('[PY13] an undo ends in the money being back or in the payment standing, and unclear words leave it open', () => {
    expect(words.map((word) => after('reversing', answered(word)))).toEqual(['settled', 'reversed', 'reversing', 'reversing', 'reversed', 'reversing']);
  });

  it('[PY17] offers only what cannot charge anybody, and nothing where all is over', () => {
    const base = { way: 'payer-code', saleState: 'open', wasUndoAsked: false, isForced: false } as const;
    const of = (state: PaymentState, change: Partial<Parameters<typeof safeActions>[0]> = {}): readonly string[] => safeActions({ ...base, state, ...change });
    expect(paymentStates.map((state) => of(state))).toEqual([
      ['wait', 'ask', 'undo'], ['wait', 'ask', 'undo'], ['wait', 'ask', 'undo'], ['ask', 'undo', 'force'], ['wait', 'ask', 'force'], ['complete-sale', 'undo'], [], [],
    ]);
    expect(of('settled', { wasUndoAsked: true })).toEqual(['complete-sale', 'give-back']);
    expect(of('settled', { saleState: 'abandoned' })).toEqual(['give-back']);
    expect(of('settled', { saleState: 'completed' })).toEqual([]);
    expect(of('settled', { saleState: 'completed', isForced: true })).toEqual(['ask']);
    expect(of('confirming', { way: 'stand-alone' })).toEqual(['confirm-machine', 'decline-machine']);
    expect(of('reversing', { way: 'stand-alone' })).toEqual(['decline-machine', 'confirm-machine']);
  });
});
