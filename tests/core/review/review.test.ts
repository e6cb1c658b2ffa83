// The manager's day on a real till: who may read it, the story of a sale, the store's day, the statement, and how rows are found.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countMoney, readMoneyPage } from '#core/review/export-repository.ts';
import { readBookPayments, readBookSales } from '#core/review/reconcile-repository.ts';
import { countIdentityChecks, countJournal, readCube, readFigureRows, readTurnoverByDay, sumFigure } from '#core/review/review-repository.ts';
import { readPaymentIds, readRowsNaming, readStorySubject } from '#core/review/story-repository.ts';
import type { ReadDb, SqlValue } from '#core/store/sql.ts';
import type { GatewayReply } from '#core/ports.ts';
import { reviewFigures } from '#shared/contract/till/review-channels.ts';
import type { StoreDay } from '#shared/contract/gateway-api.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { entriesOf, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { realBut } from '#tests/support/scripted-gateway.ts';
import { dayOf, randomDays, storeWith } from './money-day.ts';

let gateway: TestGateway;
let till: OpenTill;
let sales: SaleView[];
let storeAnswer: GatewayReply<StoreDay>;
const today = { from: '2026-11-24', to: '2026-11-24' };

beforeAll(async () => {
  gateway = await openGateway();
  // The real client; only the store's day comes from this test.
  till = await openTill({ gateway, replace: { connectGateway: realBut(() => ({ readStoreDay: async () => storeAnswer })) } });
  await till.signIn('m01', 'manager');
  await till.signIn('c01');
  await openShift(till);
  sales = [await sell(till, { subscriber: 1 }), await sell(till, { subscriber: 2, planId: 'basic-30' })];
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

const first = (): SaleView => {
  const [sale] = sales;
  if (sale === undefined) throw new Error('two were sold');
  return sale;
};

describe('review', () => {
  it('[RV8] is for managers and auditors; a clerk is refused', async () => {
    for (const [channel, request] of [['review.read', today], ['review.rows', { ...today, figure: 'net' }], ['review.trend', today], ['review.export', { ...today, format: 'csv' }]] as const) {
      expect(await till.call(channel, request as never)).toEqual({ ok: false, problem: { code: 'not-allowed' } });
    }
    await till.signIn('a01', 'auditor');
    expect((await till.must('review.read', today, 'auditor')).totals.saleCount).toBe(2);
  });

  it('[RV1] shows what was just sold, and the rows behind it with their receipts', async () => {
    const read = await till.must('review.read', today, 'manager');
    expect(read.totals).toMatchObject({ saleCount: 2, salesFen: first().totalFen + 3000, netFen: first().totalFen + 3000, refundsFen: 0 });
    expect(read.byMethod).toEqual([{ method: 'cash', count: 2, amountFen: read.totals.netFen }]);
    expect(read.identityChecks).toEqual([{ way: 'typed', outcome: 'match', count: 2 }]);
    const { rows, sumFen, count } = await till.must('review.rows', { ...today, figure: 'sales' }, 'manager');
    expect([rows.map((row) => row.receiptNumber), sumFen, count]).toEqual([sales.map((sale) => sale.receiptNumber), read.totals.salesFen, 2]);
    expect(await till.call('review.read', { from: '2026-11-24', to: '2026-11-23' }, 'manager')).toEqual({ ok: false, problem: { code: 'range-invalid' } });
  });

  it('[RV9] what stands open is told as it is now: unsent sales, open payments, rejected sales', async () => {
    const { saleId, seq } = first();
    const paymentId = '019ab000-0000-7000-8000-0000000000a1';
    till.tamper(`UPDATE sync_progress SET acknowledged_through = ${seq - 1};
      INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at)
        SELECT '${paymentId}', sale_id, shift_id, staff_id, 'alipay', 'payer-code', 4200, 'unknown', completed_at, completed_at FROM sale WHERE sale_id = '${saleId}';
      INSERT OR REPLACE INTO outcome (sale_id, status, data) VALUES ('${saleId}', 'rejected', '{"saleId":"${saleId}","status":"rejected","reason":"card-closed","decidedAt":"2026-11-24T02:00:09.000Z"}');`);
    const { attention } = await till.must('review.read', today, 'manager');
    expect(attention).toMatchObject({ openPayments: 1, openPaymentsFen: 4200, unsent: 2, oldestUnsentAt: first().completedAt, rejected: 1, rejectedFen: first().totalFen });
    for (const [figure, counted, sumFen] of [['open-payments', 1, 4200], ['unsent', 2, first().totalFen + 3000], ['rejected', 1, first().totalFen]] as const) {
      const rows = await till.must('review.rows', { ...today, figure }, 'manager');
      expect([rows.count, rows.sumFen, rows.rows.reduce((sum, row) => sum + row.amountFen, 0), rows.rows[0]?.saleId]).toEqual([counted, sumFen, sumFen, saleId]);
      const [last] = rows.rows.slice(-1);
      const after = last === undefined ? undefined : { businessDate: last.businessDate, seq: last.seq, line: last.line };
      expect((await till.must('review.rows', { ...today, figure, after }, 'manager')).rows).toEqual([]);
    }
  });

  it('[RV10] tells the whole story of a sale in the order of the journal, with the carrier’s word where it belongs', async () => {
    const story = await till.must('review.story', { saleId: first().saleId }, 'manager');
    expect(story.map((event) => event.type)).toEqual(['identity.checked', 'sale.completed', 'sale.tender', 'outcome.rejected']);
    expect(story.map((event) => event.seq)).toEqual([first().seq - 1, first().seq, first().seq, null]);
    expect(story[1]).toMatchObject({ staffId: 'c01', amountFen: first().totalFen, isAcknowledged: false });
    expect(story[2]).toMatchObject({ method: 'cash', detail: { receivedFen: first().totalFen, changeFen: 0 } });
    expect(JSON.stringify(story)).not.toContain('invoiceToken');
  });

  it('[RV10] a clerk is told the stories of the own shift; somebody else’s sale is unknown', async () => {
    expect((await till.must('review.story', { saleId: first().saleId })).length).toBe(4);
    await till.signIn('c02', 'other');
    const unknown = { ok: false, problem: { code: 'sale-unknown' } };
    expect(await till.call('review.story', { saleId: first().saleId }, 'other')).toEqual(unknown);
    expect(await till.call('review.story', { saleId: '019ab000-0000-7000-8000-00000000ffff' }, 'manager')).toEqual(unknown);
  });

  it('[RV11] finds rows by an index: no figure, story or export reads the journal or the lines through', () => {
    const store = storeWith(randomDays(1, 20));
    const plans = new Map<string, string>();
    const explained = z.object({ detail: z.string() });
    const explain = (sql: string, parameters: readonly SqlValue[]): void =>
      void plans.set(sql, store.read.all(`EXPLAIN QUERY PLAN ${sql}`, parameters, explained).map((row) => row.detail).join('\n'));
    const db: ReadDb = {
      one: (sql, parameters, row) => {
        explain(sql, parameters);
        return store.read.one(sql, parameters, row);
      },
      all: (sql, parameters, row) => {
        explain(sql, parameters);
        return store.read.all(sql, parameters, row);
      },
    };
    const range = { from: dayOf(2), to: dayOf(3) };
    const after = { businessDate: dayOf(2), seq: 1, line: 0 };
    readCube(db, range);
    readTurnoverByDay(db, range);
    countIdentityChecks(db, range);
    countJournal(db, range);
    for (const figure of reviewFigures) {
      sumFigure(db, figure, range, undefined);
      readFigureRows(db, figure, range, { after: null, limit: 9 });
      readFigureRows(db, figure, range, { after, limit: 9 });
    }
    readStorySubject(db, first().saleId);
    readRowsNaming(db, first().saleId);
    readPaymentIds(db, first().saleId);
    readMoneyPage(db, ['sale'], range, after, 9);
    countMoney(db, ['sale'], range);
    readBookSales(db, range);
    readBookPayments(db, range, 'alipay');
    store.close();
    expect(plans.size).toBeGreaterThan(30);
    // Single rows, and the few shifts and refunds of a store, may be read whole.
    const through = [...plans].filter(([, plan]) => /SCAN (?!sync_progress|shift|refund(?!_line)|p$|p\n|\(|CONSTANT|begun)/.test(plan));
    expect(through).toEqual([]);
    expect([...plans.values()].filter((plan) => plan.includes('journal_of_sale')).length).toBe(1);
    expect([...plans.values()].filter((plan) => /SEARCH (?:j|journal) USING (?:COVERING )?INDEX journal_by_day/.test(plan)).length).toBeGreaterThan(8);
    expect([...plans.values()].filter((plan) => /COVERING INDEX money_line_turnover/.test(plan)).length).toBeGreaterThan(0);
  });

  it('[RV12] asks the carrier for the whole store; when it cannot be asked the last answer comes with its age', async () => {
    const day: StoreDay = {
      storeId: 'SZ-001' as StoreDay['storeId'], date: '2026-11-24' as StoreDay['date'], byMethod: [], byPlan: [], byStaff: [], byHour: [], terminals: [], serverTime: till.clock.now(),
      totals: { saleCount: 7, sales: 100 as never, refundCount: 0, refunds: 0 as never, voidCount: 0, voids: 0 as never, rounding: 0 as never, net: 100 as never },
    };
    storeAnswer = { ok: false, failure: { kind: 'unreachable', detail: 'test' } };
    expect(await till.call('review.store', { date: '2026-11-24' }, 'manager')).toEqual({ ok: false, problem: { code: 'gateway-unreachable' } });
    storeAnswer = { ok: true, value: day };
    const live = await till.must('review.store', { date: '2026-11-24' }, 'manager');
    expect(live).toMatchObject({ isLive: true, day: { totals: { saleCount: 7 } } });
    till.clock.advance(60_000);
    storeAnswer = { ok: false, failure: { kind: 'unreachable', detail: 'test' } };
    expect(await till.must('review.store', { date: '2026-11-24' }, 'manager')).toEqual({ ...live, isLive: false });
    storeAnswer = { ok: false, failure: { kind: 'refused', code: 'unknown', status: 403, retryAfter: null, expected: null } };
    expect(await till.call('review.store', { date: '2026-11-24' }, 'manager')).toEqual({ ok: false, problem: { code: 'gateway-refused', reason: 'unknown' } });
    await till.idle();
  });

  it('[RC7] compares a statement with books, carrier and drawer; the comparison is journaled and changes nothing else', async () => {
    till.tamper(`UPDATE payment SET state = 'settled', reference = 'ALI-1', sale_id = (SELECT sale_id FROM sale ORDER BY seq DESC LIMIT 1);`);
    const text = [
      '支付宝交易号,商户订单号,业务类型,完成时间,订单金额（元）', 'ALI-1,019ab0000000700080000000000000a1,交易,2026-11-24 10:00:30,42.00', 'ALI-2,019ab0000000700080000000000000b2,交易,2026-11-24 10:05:00,30.00',
    ].join('\n');
    const expected = 50_000 + first().totalFen + 3000;
    const result = await till.must('review.reconcile', { ...today, wallet: 'alipay', text, countedFen: expected - 3000 }, 'manager');
    expect(result).toMatchObject({ statementRows: 2, unreadableRows: 0, matched: 1, statementFen: 7200, booksFen: 4200, drawerFen: -3000 });
    // The cash sale of the same amount at the same time explains both.
    expect(result.differences.map(({ kind, receiptNumber }) => [kind, receiptNumber])).toEqual([
      ['method', sales[1]?.receiptNumber], ['wallet-only', null], ['rejected', first().receiptNumber], ['drawer', null],
    ]);
    expect(entriesOf(till, 'statement.compared').map((entry) => entry.payload)).toEqual([
      { source: 'alipay', ...today, rows: 2, matched: 1, differences: 4, staffId: 'm01' },
    ]);
    expect(await till.call('review.reconcile', { ...today, wallet: 'wechat', text }, 'manager')).toEqual({ ok: false, problem: { code: 'statement-unreadable' } });
    await till.idle();
  });
});
