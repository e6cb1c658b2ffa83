// Every report against one table made by hand: six things that happen to a sale, and what each report says of them.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeDaySchema } from '#shared/contract/gateway-api.ts';
import type { ReviewTotals } from '#shared/contract/till/review-channels.ts';
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import { openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';

const [FIRST, SECOND] = ['2026-11-24', '2026-11-25'] as const;

/** Count and sum of sales, voids and refunds. */
type Figures = readonly [sales: number, salesFen: number, voids: number, voidsFen: number, refunds: number, refundsFen: number];

/** What each sale adds to the figures of the first day and of the second. */
const table = {
  'sale': [[1, 6000, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
  'void before close': [[1, 3000, 1, 3000, 0, 0], [0, 0, 0, 0, 0, 0]],
  'refund same day': [[1, 6000, 0, 0, 1, 2000], [0, 0, 0, 0, 0, 0]],
  'refund next day': [[1, 3000, 0, 0, 0, 0], [0, 0, 0, 0, 1, 3000]],
  // Another file and another gateway: nothing of it is in these books.
  'training sale': [[0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
  // Sold on the first day; the carrier hears of it on the second.
  'late arrival': [[1, 3000, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
} as const satisfies Readonly<Record<string, readonly [Figures, Figures]>>;
type Situation = keyof typeof table;

const firstDay: Figures = [5, 21_000, 1, 3000, 1, 2000];
const secondDay: Figures = [0, 0, 0, 0, 1, 3000];
/** What the gateway has of the first day while the network is away. */
const beforeArrival: Figures = [3, 15_000, 0, 0, 1, 2000];

let gateway: TestGateway;
let training: TestGateway;
let till: OpenTill;
const seen = { saleIds: new Map<string, Situation>(), x: [] as ShiftTotals[], z: [] as ShiftTotals[], storeBefore: null as Figures | null };

const ofShift = (totals: ShiftTotals): Figures => [totals.saleCount, totals.salesFen, totals.voidCount ?? -1, totals.voidsFen ?? -1, totals.refundCount ?? -1, totals.refundsFen];
const ofReview = (totals: ReviewTotals): Figures => [totals.saleCount, totals.salesFen, totals.voidCount, totals.voidsFen, totals.refundCount, totals.refundsFen];

async function ofStore(date: string): Promise<Figures> {
  const { day } = await till.must('review.store', { date }, 'office');
  const { totals } = storeDaySchema.parse(day);
  return [totals.saleCount, totals.sales, totals.voidCount, totals.voids, totals.refundCount, totals.refunds];
}

async function signInBoth(): Promise<void> {
  await till.signIn();
  await till.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'office');
}

async function sold(situation: Situation, subscriber: number, planId?: string): Promise<string> {
  const { saleId } = await sell(till, { subscriber, ...(planId === undefined ? {} : { planId }) });
  seen.saleIds.set(saleId, situation);
  return saleId;
}

async function refund(saleId: string, amountFen: number): Promise<void> {
  await till.sync();
  const { refundId } = await till.must('refund.preview', { saleId, amountFen });
  const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen, subject: saleId });
  await till.must('refund.start', { saleId, refundId, amountFen, reason: 'x', approvalId });
  await until(async () => (await till.sync()) !== null && (await till.must('refund.read', { refundId })).state === 'completed');
}

async function xAndZ(shiftId: string, countedFen: number): Promise<void> {
  seen.x.push((await till.must('shift.x', {}, 'office')).totals);
  const approvalId = await secondPersonSays(till, { operation: 'shift.close-open-work', subject: shiftId });
  seen.z.push((await till.must('shift.close', { shiftId, countedFen, approvalId })).totals);
}

beforeAll(async () => {
  gateway = await openGateway();
  training = await openGateway();
  till = await openTill({ gateway });
  await signInBoth();
  const first = await openShift(till);
  await sold('sale', 120);
  await refund(await sold('refund same day', 121), 2000);
  const next = await sold('refund next day', 122, 'basic-30');
  await till.sync();
  gateway.proxy.goDown();
  await till.sync();
  const wrong = await sold('void before close', 123, 'basic-30');
  const approvalId = await secondPersonSays(till, { operation: 'sale.void', amountFen: 3000, subject: wrong });
  await till.must('sale.void', { saleId: wrong, reason: 'x', approvalId });
  await sold('late arrival', 124, 'basic-30');
  const school = await openTill({ gateway: training });
  await school.signIn();
  await openShift(school);
  const { saleId } = await sell(school, { subscriber: 125 });
  seen.saleIds.set(saleId, 'training sale');
  await school.close();
  await xAndZ(first.shiftId, 66_000);
  // Another till of the store asks the carrier meanwhile.
  const other = await openTill({ gateway, gatewayUrl: gateway.url });
  await other.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'office');
  const { day } = await other.must('review.store', { date: FIRST }, 'office');
  seen.storeBefore = [day.totals.saleCount, day.totals.sales, day.totals.voidCount, day.totals.voids, day.totals.refundCount, day.totals.refunds];
  await other.close();
  gateway.clock.jumpTo(`${SECOND}T02:00:00.000Z`);
  gateway.proxy.comeBack();
  await signInBoth();
  await until(async () => (await till.sync()).pendingCount === 0);
  const second = await openShift(till, 66_000);
  await refund(next, 3000);
  await until(async () => (await till.sync()).pendingCount === 0);
  await xAndZ(second.shiftId, 63_000);
  await until(async () => (await till.sync()).pendingCount === 0);
}, 120_000);
afterAll(async () => {
  await till.close();
  await gateway.close();
  await training.close();
});

describe('review/report-table', () => {
  it('the table adds up by hand', () => {
    const sum = (day: 0 | 1): number[] => Object.values(table).reduce<number[]>((all, row) => all.map((one, at) => one + (row[day][at] ?? 0)), [0, 0, 0, 0, 0, 0]);
    expect([sum(0), sum(1)]).toEqual([firstDay, secondDay]);
  });

  it.each<[string, () => Promise<readonly [Figures, Figures]>]>([
    ['X', async () => [ofShift(seen.x[0]!), ofShift(seen.x[1]!)]],
    ['Z', async () => [ofShift(seen.z[0]!), ofShift(seen.z[1]!)]],
    ['the review of each day', async () => [ofReview((await till.must('review.read', { from: FIRST, to: FIRST }, 'office')).totals), ofReview((await till.must('review.read', { from: SECOND, to: SECOND }, 'office')).totals)]],
    ['the store\'s day at the gateway', async () => [await ofStore(FIRST), await ofStore(SECOND)]],
  ])('[RV1] %s says what the table says (F67)', async (_report, read) => {
    expect(await read()).toEqual([firstDay, secondDay]);
  });

  it('[G48] the store\'s day lacks what has not arrived, and takes it into its own day when it does (F67)', () => {
    expect(seen.storeBefore).toEqual(beforeArrival);
  });

  it.each(Object.entries(table))('[RV1] the rows behind the figures tell of %s what the table says (F67)', async (situation, days) => {
    for (const [index, date] of [FIRST, SECOND].entries()) {
      const figures = await Promise.all((['sales', 'voids', 'refunds'] as const).map(async (figure) => {
        const { rows } = await till.must('review.rows', { from: date, to: date, figure }, 'office');
        const own = rows.filter(({ saleId }) => saleId !== null && seen.saleIds.get(saleId) === situation);
        return [own.length, own.reduce((sum, { amountFen }) => sum + amountFen, 0)];
      }));
      expect(figures.flat().map(Math.abs), date).toEqual(days[index]);
    }
  });

  it('[RV14] the rows of an export tell of every sale what the table says, what went back with a minus (F67)', async () => {
    for (const [index, date] of [FIRST, SECOND].entries()) {
      const amounts = await exported(date);
      for (const [situation, days] of Object.entries(table)) {
        const [sales, salesFen, voids, voidsFen, refunds, refundsFen] = days[index] as Figures;
        const own = (sheet: string): number[] => (amounts.get(sheet) ?? []).filter(({ saleId }) => seen.saleIds.get(saleId) === situation).map(({ amountFen }) => amountFen);
        expect([own('销售').length, sum(own('销售'))], `${situation} ${date}`).toEqual([sales, salesFen]);
        expect([own('退款与撤销').length, sum(own('退款与撤销'))], `${situation} ${date}`).toEqual([voids + refunds, 0 - voidsFen - refundsFen]);
        expect(sum(own('收款')), `${situation} ${date}`).toBe(salesFen - voidsFen - refundsFen);
      }
    }
  });
});

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

/** Amounts of an export's rows by sheet, with the sale of each. */
async function exported(date: string): Promise<Map<string, { saleId: string; amountFen: number }[]>> {
  const { exportId } = await till.must('review.export', { from: date, to: date, format: 'csv' }, 'office');
  await until(async () => (await till.must('review.export-state', { exportId }, 'office')).state === 'done');
  const { file } = await till.must('review.export-state', { exportId }, 'office');
  const sheets = new Map<string, { saleId: string; amountFen: number }[]>();
  let sheet = '';
  let heads: string[] = [];
  for (const line of readFileSync(file, 'utf8').slice(1).split('\r\n')) {
    const cells = line.split(',').map((cell) => cell.replaceAll(/^"|"$/g, ''));
    if (cells.filter((cell) => cell !== '').length === 1) {
      [sheet = ''] = cells;
      heads = [];
    } else if (heads.length === 0) {
      heads = cells;
    } else if (line !== '' && heads.includes('金额（分）')) {
      const at = (name: string): string => (cells[heads.indexOf(name)] ?? '').trim();
      sheets.set(sheet, [...sheets.get(sheet) ?? [], { saleId: at('销售编号'), amountFen: Number(at('金额（分）')) }]);
    }
  }
  return sheets;
}
