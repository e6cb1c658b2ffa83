// Refunds against the carrier's outcomes, against each other and against lost answers, a thousand times.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '#core/ports.ts';
import { fen } from '#shared/domain/fen.ts';
import { openShift, publishConfig, refOf } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { refundDesk, scripted, type RefundDesk } from '#tests/support/scripted-gateway.ts';
import { noApprovals } from '#tests/support/second-person.ts';
import { seeded, turns } from '#tests/support/seeded.ts';

const RUNS = 1000;
const SEED = 20_261_126;
const TOTAL = 3000;

let gateway: TestGateway;
let till: OpenTill;
let desk: RefundDesk;
const script: Partial<Gateway> = {};
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway, replace: { connectGateway: scripted(script) } });
  desk = refundDesk(gateway, () => []);
  await publishConfig(gateway, { approvals: noApprovals, idleLockSeconds: 3600, identityPolicy: { mode: 'never-for-payment', limitFen: fen(0) } });
  await till.signIn();
  await till.sync();
  await openShift(till);
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

it(`[RF1] [RF6] [RF7] refund against outcome, ${RUNS} runs: never more than was paid, done exactly where it says so, a task exactly where money is left`, { timeout: 300_000 }, async () => {
  const random = seeded(SEED);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const outcomes: { saleId: string; status: string }[] = [];
  script.postJournal = async (_identity, entries) => {
    await turns(upTo(3));
    const last = entries.at(-1);
    return { ok: true, value: { acceptedThrough: last?.seq ?? 0, head: last?.hash ?? '' } };
  };
  let page = 0;
  script.readChanges = async () => {
    await turns(upTo(3));
    const told = outcomes.splice(0).map(({ saleId, status }) => ({
      kind: 'outcome', id: saleId, version: 1,
      data: status === 'rejected'
        ? { saleId, status, reason: 'card-closed', decidedAt: gateway.clock.now() }
        : { saleId, status, confirmedExpiry: '2026-12-24', serviceEndOn: '2026-12-25', anchorDay: 25, decidedAt: gateway.clock.now() },
    }));
    return { ok: true, value: { changes: told as never, cursor: `page-${page++}`, more: false, serverTime: gateway.clock.now() } };
  };
  script.putRefund = async (identity, refundId, request) => {
    await turns(upTo(3));
    const dice = random();
    if (dice < 0.1) desk.answers.push('lost-before');
    else if (dice < 0.25) desk.answers.push('lost-after');
    else if (dice < 0.35) desk.answers.push('accepted');
    else if (dice < 0.45) desk.answers.push('failed');
    const reply = await desk.calls.putRefund(identity, refundId, request);
    await turns(upTo(3));
    return reply;
  };
  const said = new Map<string, number>();
  const rejected = new Set<string>();
  for (let run = 0; run < RUNS; run += 1) {
    const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(100 + (run % 60)) });
    await till.must('sale.quote', { saleId, planId: 'basic-30', months: 1 });
    await till.must('sale.complete', { saleId, totalFen: TOTAL, tenders: [{ method: 'cash', receivedFen: TOTAL }] });
    await turns(upTo(20));
    const status = random() < 0.6 ? 'rejected' : 'applied';
    if (status === 'rejected') rejected.add(saleId);
    outcomes.push({ saleId, status });
    const start = async (): Promise<void> => {
      await turns(upTo(10));
      const amountFen = random() < 0.4 ? TOTAL : 1 + upTo(TOTAL - 1);
      const reply = await till.call('refund.start', { saleId, refundId: v7(), amountFen, reason: 'race' });
      const code = reply.ok ? 'ok' : reply.problem.code;
      said.set(code, (said.get(code) ?? 0) + 1);
      if (reply.ok && random() < 0.3) await till.must('refund.ask', { refundId: reply.value.refundId });
    };
    if (random() < 0.7) till.core.wake();
    await Promise.all([start(), start(), ...(random() < 0.3 ? [start()] : [])]);
  }
  for (let pass = 0; pass < 400 && till.rows(`SELECT 1 FROM refund WHERE state = 'requested' LIMIT 1`).length > 0; pass += 1) await till.sync();
  await till.sync();
  const rows = till.rows<{ id: string; back: number; open: number }>(
    `SELECT sale_id AS id, (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE refund.sale_id = sale.sale_id AND state = 'completed') AS back,
            EXISTS (SELECT 1 FROM refund_task WHERE refund_task.sale_id = sale.sale_id AND closed_at IS NULL) AS open FROM sale`,
  );
  expect(rows).toHaveLength(RUNS);
  expect(rows.filter(({ back }) => back > TOTAL), `seed ${SEED}`).toEqual([]);
  expect(rows.filter(({ id, back, open }) => (open === 1) !== (rejected.has(id) && back < TOTAL)), `seed ${SEED}`).toEqual([]);
  const completed = till.rows<{ id: string }>(`SELECT refund_id AS id FROM refund WHERE state = 'completed'`).map(({ id }) => id);
  expect(completed.toSorted(), `seed ${SEED}`).toEqual([...desk.done.keys()].toSorted());
  const [sums] = till.rows<{ refunds: number; back: number }>(`SELECT sum(CASE WHEN kind = 'refund' THEN amount_fen ELSE 0 END) AS refunds, sum(CASE WHEN kind = 'tender-back' THEN amount_fen ELSE 0 END) AS back FROM money_line`);
  const totalBack = rows.reduce((sum, { back }) => sum + back, 0);
  expect(sums).toEqual({ refunds: -totalBack, back: -totalBack });
  expect([...said.keys()].filter((code) => !['ok', 'refund-exceeds', 'refund-nothing-left', 'refund-too-early'].includes(code))).toEqual([]);
  for (const code of ['ok', 'refund-exceeds', 'refund-too-early']) expect(said.get(code) ?? 0, code).toBeGreaterThan(20);
});
