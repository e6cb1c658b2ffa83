// When a sale can be taken back as if it had never been.
import { describe, expect, it } from 'vitest';
import { shiftIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import { decideVoid, type VoidFacts } from '#shared/domain/void.ts';

const shiftId = shiftIdSchema.parse('sh-1');
const good: VoidFacts = {
  isVoided: false, isOffered: false, hasRefund: false, hasLaterSale: false, tenders: [{ method: 'cash', way: null }], soldInShift: shiftId,
  openShift: { shiftId, staffId: staffIdSchema.parse('c01') }, isDrawerMine: true,
};
const said = (change: Partial<VoidFacts>): string => {
  const decision = decideVoid({ ...good, ...change });
  return decision.ok ? 'void' : decision.problem.code;
};

describe('domain/void', () => {
  it('[U1] only while nothing of it has left, in the shift that took the money, by who answers for the drawer', () => {
    expect(said({})).toBe('void');
    expect(said({ isOffered: true })).toBe('void-too-late');
    expect(said({ openShift: null })).toBe('shift-closed');
    expect(said({ openShift: { shiftId: shiftIdSchema.parse('sh-2'), staffId: staffIdSchema.parse('c01') } })).toBe('void-too-late');
    expect(said({ isDrawerMine: false })).toBe('shift-of-other');
    expect(said({ isVoided: true, isOffered: true })).toBe('already-voided');
  });

  it('[U2] only money that stayed at the counter: cash, and the slip of a stand-alone machine', () => {
    expect(said({ tenders: [{ method: 'card', way: 'stand-alone' }, { method: 'cash', way: null }] })).toBe('void');
    for (const [method, way] of [['card', 'connected'], ['alipay', 'payer-code'], ['wechat', 'store-code'], ['unionpay', 'payer-code'], ['balance', 'account']] as const) {
      expect(said({ tenders: [{ method: 'cash', way: null }, { method, way }] })).toBe('void-not-possible');
    }
  });

  it('[U2] not once something was given back on it, nor below a later renewal of the same card', () => {
    expect(said({ hasRefund: true })).toBe('void-not-possible');
    expect(said({ hasLaterSale: true })).toBe('void-not-possible');
  });
});
