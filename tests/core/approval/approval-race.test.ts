// A manager's PIN against the lock that wrong PINs make, and against the lock of the window, a thousand times.
import { scryptSync } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { trainingStoreId } from '#gateway/training/store-and-plans.ts';
import { localEntries } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { seeded, turns } from '#tests/support/seeded.ts';

const RUNS = 1000;
const SEED = 20_261_127;

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway });
  // The cheapest hash the contract allows: the race is about the counting, not about scrypt.
  const cheap = (pin: string): string => `scrypt$1024$1$1$${'c2FsdHNhbHRzYWx0c2FsdA'}$${scryptSync(pin, Buffer.from('c2FsdHNhbHRzYWx0c2FsdA', 'base64url'), 32, { N: 1024, r: 1, p: 1 }).toString('base64url')}`;
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [['c01', 'clerk'], ['m01', 'manager']].map(([staffId = '', role = '']) => ({
      scope: `store:${trainingStoreId}` as const, kind: 'staff' as const, id: staffId, data: { staffId, name: staffId, role, pinHash: cheap(pins[staffId] ?? '') },
    })) as never);
  });
  await till.signIn();
  await till.sync();
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

it(`[AP4] approval against lock, ${RUNS} runs: nothing is granted by somebody who is locked out, nor at a locked window`, { timeout: 300_000 }, async () => {
  const random = seeded(SEED);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const counts = new Map<string, number>();
  for (let run = 0; run < RUNS; run += 1) {
    gateway.clock.jumpTo(new Date(Date.parse(gateway.clock.now()) + [0, 1000, 61_000, 3_700_000][upTo(3)]!).toISOString());
    if ((await till.must('session.read', {})).state !== 'signed-in') await till.must('session.sign-in', { staffId: 'c01', pin: pins['c01'] ?? '' });
    const grant = async (): Promise<void> => {
      await turns(upTo(4));
      const pin = random() < 0.35 ? pins['m01'] ?? '' : '000000';
      const reply = await till.call('approval.grant', { operation: 'sale.void', amountFen: 3000, subject: v7(), approverId: 'm01', pin });
      const code = reply.ok ? 'granted' : reply.problem.code;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    };
    const lock = async (): Promise<void> => {
      await turns(upTo(6));
      await till.must('session.lock', {});
    };
    await Promise.all([...Array.from({ length: 1 + upTo(4) }, grant), ...(random() < 0.2 ? [lock()] : [])]);
  }
  // The journal replayed: who is locked grants nothing, and every wrong PIN counted one more.
  let failures = 0;
  let lockedUntil = '';
  let granted = 0;
  for (const { type, at, payload } of localEntries(till)) {
    if (type === 'staff.pin_failed' && payload['staffId'] === 'm01') {
      expect(at >= lockedUntil, `seed ${SEED}`).toBe(true);
      failures += 1;
      expect(payload['failures'], `seed ${SEED}`).toBe(failures);
      lockedUntil = typeof payload['lockedUntil'] === 'string' ? payload['lockedUntil'] : '';
    }
    if (type === 'approval.granted') {
      expect(at >= lockedUntil, `seed ${SEED}`).toBe(true);
      granted += 1;
      failures = 0;
      lockedUntil = '';
    }
  }
  expect(granted).toBe(counts.get('granted'));
  expect(till.rows('SELECT count(*) AS n FROM approval')).toEqual([{ n: granted }]);
  for (const code of ['granted', 'pin-wrong', 'staff-locked', 'session-locked']) expect(counts.get(code) ?? 0, code).toBeGreaterThan(20);
});
