// The void of a sale against the drain that sends it, a thousand times: either voided and never applied, or offered and no longer voided.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import type { Gateway } from '#core/ports.ts';
import { openShift, publishConfig, refOf } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { scripted, unreachable } from '#tests/support/scripted-gateway.ts';
import { noApprovals } from '#tests/support/second-person.ts';
import { seeded, turns } from '#tests/support/seeded.ts';

const RUNS = 1000;
const SEED = 20_261_125;

let gateway: TestGateway;
let till: OpenTill;
const script: Partial<Gateway> = {};
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway, replace: { connectGateway: scripted(script) } });
  await publishConfig(gateway, { approvals: noApprovals, idleLockSeconds: 3600, identityPolicy: { mode: 'never-for-payment', limitFen: fen(0) } });
  await till.signIn();
  await till.sync();
  await openShift(till);
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

it(`[U4] void against drain, ${RUNS} runs: never both, never neither (F67)`, { timeout: 300_000 }, async () => {
  const random = seeded(SEED);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  /** The carrier: the first time a sale's row comes in decides; what a batch names as voided is never applied. */
  const applied = new Set<string>();
  const notApplied = new Set<string>();
  let held = { through: 0, hash: '' };
  script.postJournal = async (_identity, entries, voidedSaleIds = []) => {
    await turns(upTo(4));
    const isLostBefore = random() < 0.15;
    if (isLostBefore) return unreachable;
    for (const { type, payload } of entries) {
      const { saleId } = payload;
      if (type !== 'sale.completed' || typeof saleId !== 'string' || applied.has(saleId) || notApplied.has(saleId)) continue;
      (voidedSaleIds.includes(saleId) ? notApplied : applied).add(saleId);
    }
    const last = entries.at(-1);
    if (last !== undefined && last.seq > held.through) held = { through: last.seq, hash: last.hash };
    await turns(upTo(4));
    return random() < 0.15 ? unreachable : { ok: true, value: { acceptedThrough: held.through, head: held.hash } };
  };
  script.readChanges = async () => ({ ok: true, value: { changes: [], cursor: 'c', more: false, serverTime: gateway.clock.now() } });
  const counts = { voided: 0, tooLate: 0 };
  const voided = new Set<string>();
  for (let run = 0; run < RUNS; run += 1) {
    const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(100 + (run % 60)) });
    await till.must('sale.quote', { saleId, planId: 'basic-30', months: 1 });
    await till.must('sale.complete', { saleId, totalFen: 3000, tenders: [{ method: 'cash', receivedFen: 3000 }] });
    // Another pass may be under way, waiting, or due.
    if (random() < 0.5) till.core.wake();
    await turns(random() < 0.4 ? 0 : upTo(6));
    const reply = await till.call('sale.void', { saleId, reason: 'race' });
    if (reply.ok) voided.add(saleId);
    else expect(reply.problem.code, `seed ${SEED}, run ${run}`).toBe('void-too-late');
    counts[reply.ok ? 'voided' : 'tooLate'] += 1;
    if (random() < 0.3) await turns(upTo(12));
  }
  for (let pass = 0; pass < 50 && till.rows<{ n: number }>('SELECT max(seq) - (SELECT acknowledged_through FROM sync_progress) AS n FROM journal')[0]?.n !== 0; pass += 1) await till.sync();
  const sold = till.rows<{ id: string }>('SELECT sale_id AS id FROM sale').map(({ id }) => id);
  expect(sold).toHaveLength(RUNS);
  const wrong = sold.filter((id) => voided.has(id) === applied.has(id) || applied.has(id) === notApplied.has(id));
  expect(wrong, `seed ${SEED}`).toEqual([]);
  expect(till.rows<{ id: string }>('SELECT sale_id AS id FROM sale_void').map(({ id }) => id).toSorted()).toEqual([...voided].toSorted());
  // What was sold, less what was voided, is what the tenders hold.
  expect(till.rows(`SELECT sum(CASE WHEN kind IN ('sale', 'void') THEN amount_fen ELSE 0 END) AS turnover, sum(CASE WHEN kind LIKE 'tender%' THEN amount_fen ELSE 0 END) AS money FROM money_line`))
    .toEqual([{ turnover: counts.tooLate * 3000, money: counts.tooLate * 3000 }]);
  // Both ends of the race were run, and often.
  expect(Math.min(counts.voided, counts.tooLate)).toBeGreaterThan(100);
});
