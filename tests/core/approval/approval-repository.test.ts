// An approval opens exactly one act: checked on a real file, over made-up acts and hands.
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { insertApproval, readApproval, useApproval, type NewApproval, type UsedApproval } from '#core/approval/approval-repository.ts';
import { openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';
import { approvedOperations, type ApprovalPolicy } from '#shared/domain/approval.ts';
import { fen } from '#shared/domain/fen.ts';
import { approvalIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import { START_AT } from '#tests/support/open-till.ts';

let dataDir: string;
let store: Store;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'approval-'));
  const opened = openStore({ dataDir, sqliteBinding: null, at: START_AT });
  if (!opened.ok) throw new Error(opened.problem.code);
  store = opened.value;
});
afterAll(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

// Built from the list of operations itself.
const alwaysAsks = Object.fromEntries(approvedOperations.map((operation) => [operation, { need: 'always', aboveFen: fen(0), exemptsManagers: false }])) as unknown as ApprovalPolicy;
const people = ['c01', 'c02', 'm01', 'm02'].map((id) => staffIdSchema.parse(id));
const anAct = fc.record({ operation: fc.constantFrom(...approvedOperations), amountFen: fc.integer({ min: 0, max: 3 }).map(fen), subject: fc.constantFrom('s-1', 's-2') });
const aGrant = fc.tuple(anAct, fc.constantFrom(...people), fc.constantFrom(...people)).filter(([, approver, asked]) => approver !== asked);
const at = (seconds: number): string => new Date(Date.parse(START_AT) + seconds * 1000).toISOString();
const anAttempt = fc.record({ act: anAct, by: fc.constantFrom(...people), seconds: fc.integer({ min: 0, max: 90 }), isSameAct: fc.boolean() });

describe('approval/approval-repository', () => {
  it('[AP1] an approval opens exactly one act, once: never another amount, sale, operation or person, never after its time (F105)', () => {
    fc.assert(fc.property(aGrant, fc.array(anAttempt, { maxLength: 30 }), ([act, approverId, askedBy], attempts) => {
      const granted: NewApproval = { ...act, approvalId: approvalIdSchema.parse(v7()), approverId, askedBy, way: 'pin', grantedAt: at(0), expiresAt: at(60) };
      store.write((db) => insertApproval(db, granted));
      let isUsed = false;
      for (const attempt of attempts) {
        const tried = attempt.isSameAct ? act : attempt.act;
        const isFitting = tried.operation === act.operation && tried.amountFen === act.amountFen && tried.subject === act.subject;
        const shouldOpen: boolean = !isUsed && isFitting && attempt.by === askedBy && attempt.seconds <= 60;
        const used = store.write((db) => useApproval(db, tried, { staffId: attempt.by, role: 'clerk' }, granted.approvalId, alwaysAsks, at(attempt.seconds)));
        expect(used).toEqual(shouldOpen ? { ok: true, value: { approvalId: granted.approvalId, approverId } } : { ok: false, problem: { code: 'approval-refused' } });
        isUsed ||= shouldOpen;
      }
      expect(readApproval(store.read, granted.approvalId)?.usedAt !== null).toBe(isUsed);
    }), { numRuns: 300 });
  });

  it('[AP1] an act that fails leaves its approval unused, because both are one transaction', () => {
    const [clerk, , manager] = people as [NewApproval['askedBy'], unknown, NewApproval['approverId']];
    const granted: NewApproval = {
      operation: 'sale.void', amountFen: fen(6000), subject: 's-1', approvalId: approvalIdSchema.parse(v7()), approverId: manager, askedBy: clerk, way: 'pin', grantedAt: at(0), expiresAt: at(60),
    };
    store.write((db) => insertApproval(db, granted));
    const use = (): UsedApproval | null => store.write((db) => {
      const used = useApproval(db, granted, { staffId: clerk, role: 'clerk' }, granted.approvalId, alwaysAsks, at(1));
      return used.ok ? used.value : null;
    });
    expect(() => store.write((db) => {
      useApproval(db, granted, { staffId: clerk, role: 'clerk' }, granted.approvalId, alwaysAsks, at(1));
      throw new Error('the act failed');
    })).toThrow('the act failed');
    expect(use()).toMatchObject({ approverId: manager });
    expect(use()).toBeNull();
  });

  it('[AP2] asks nobody where the policy does not: below its amount, or for a manager it trusts', () => {
    const policy: ApprovalPolicy = { ...alwaysAsks, 'sale.void': { need: 'above', aboveFen: fen(6000), exemptsManagers: true } };
    const [clerk, , manager] = people as [NewApproval['askedBy'], unknown, NewApproval['approverId']];
    const ask = (amountFen: number, by: { staffId: typeof clerk; role: 'clerk' | 'manager' }): string => {
      const used = store.write((db) => useApproval(db, { operation: 'sale.void', amountFen: fen(amountFen), subject: 's-1' }, by, undefined, policy, at(0)));
      return used.ok ? 'nobody' : used.problem.code;
    };
    expect(ask(6000, { staffId: clerk, role: 'clerk' })).toBe('nobody');
    expect(ask(6001, { staffId: clerk, role: 'clerk' })).toBe('approval-needed');
    expect(ask(6001, { staffId: manager, role: 'manager' })).toBe('nobody');
  });
});
