import { describe, expect, it } from 'vitest';
import { approvedOperations, type ApprovalPolicy } from '#shared/domain/approval.ts';
import { fen } from '#shared/domain/fen.ts';
import { asksSecondPerson, openWorkKinds, type OpenWorkKind, type WorkItem } from '#shared/domain/open-work.ts';
import { closeDemand, type CloseFacts } from '#shared/domain/shift-rules.ts';

const at = '2026-11-24T10:00:00.000Z';
const soon = '2026-11-24T10:01:59.999Z';
const late = '2026-11-24T10:02:00.000Z';
const item = (kind: OpenWorkKind, amountFen: number | null = 6000): WorkItem => ({ kind, amountFen: amountFen === null ? null : fen(amountFen), at });

describe('open-work', () => {
  it('[T14] asks for a second person at once where money has no end, and after two minutes where something is on its way', () => {
    expect(openWorkKinds.filter((kind) => asksSecondPerson(item(kind), soon))).toEqual(['payment', 'refund', 'parked']);
    expect(openWorkKinds.filter((kind) => asksSecondPerson(item(kind), late))).toEqual(['unsent', 'payment', 'refund', 'parked', 'unprinted']);
    expect(asksSecondPerson(item('unsent', null), late)).toBe(false);
  });
});

describe('shift-rules', () => {
  // Built from the list of operations itself.
  const byClerks = Object.fromEntries(approvedOperations.map((operation) => [operation, { need: 'always', aboveFen: fen(0), exemptsManagers: true }])) as unknown as ApprovalPolicy;
  const facts: CloseFacts = { overShortFen: fen(0), limitFen: fen(1000), openWork: [], policy: byClerks, role: 'clerk', now: late };

  it('[T12] asks for a reason and a word above the limit, either way, and for nothing at it', () => {
    expect(closeDemand({ ...facts, overShortFen: fen(-1000) })).toEqual({ needsReason: false, approval: null });
    for (const overShortFen of [fen(-1001), fen(1001)]) {
      expect(closeDemand({ ...facts, overShortFen })).toEqual({ needsReason: true, approval: { operation: 'shift.close-difference', amountFen: 1001 } });
      expect(closeDemand({ ...facts, overShortFen, role: 'manager' })).toEqual({ needsReason: true, approval: null });
    }
  });

  it('[T14] asks for one word only: that for the difference covers what is carried over', () => {
    const openWork = [item('payment')];
    expect(closeDemand({ ...facts, openWork })).toEqual({ needsReason: false, approval: { operation: 'shift.close-open-work', amountFen: 0 } });
    expect(closeDemand({ ...facts, openWork, overShortFen: fen(-5000) }).approval).toEqual({ operation: 'shift.close-difference', amountFen: 5000 });
    const quiet: ApprovalPolicy = { ...byClerks, 'shift.close-difference': { need: 'never', aboveFen: fen(0), exemptsManagers: false } };
    expect(closeDemand({ ...facts, policy: quiet, openWork, overShortFen: fen(-5000) })).toEqual({ needsReason: true, approval: { operation: 'shift.close-open-work', amountFen: 0 } });
    expect(closeDemand({ ...facts, openWork: [item('task')] }).approval).toBeNull();
  });
});
