// Made-up shifts: what happens at a drawer in a day, as lines of money with their journal rows, and what each figure must come to.
import fc from 'fast-check';
import { v7 } from 'uuid';
import { appendEntry, type EntryStamp } from '#core/journal/append-entry.ts';
import { insertMoneyLines, type MoneyLine } from '#core/money/money-line-repository.ts';
import type { WriteDb } from '#core/store/sql.ts';
import { roundCash, type CashRounding } from '#shared/domain/cash.ts';
import { fen } from '#shared/domain/fen.ts';
import { planIdSchema, saleIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';

const methods = ['alipay', 'wechat', 'unionpay', 'card', 'balance'] as const;

const aSale = fc.record({
  kind: fc.constant('sale' as const), totalFen: fc.integer({ min: 1, max: 40_000 }), planId: fc.constantFrom('basic-30', 'plus-60', 'max-100'),
  /** Parts of a thousand paid before the rest is paid in cash. */
  electronic: fc.array(fc.record({ method: fc.constantFrom(...methods), share: fc.integer({ min: 1, max: 1000 }) }), { maxLength: 3 }),
  rounding: fc.constantFrom<CashRounding>('none', 'half-up-10', 'down-10'), fate: fc.constantFrom('kept', 'kept', 'kept', 'voided', 'refunded'), share: fc.integer({ min: 1, max: 1000 }),
});
const aMove = fc.record({ kind: fc.constantFrom('paid-in' as const, 'paid-out' as const, 'drop' as const), amountFen: fc.integer({ min: 1, max: 100_000 }) });
const aNoSale = fc.record({ kind: fc.constant('no-sale' as const) });
const aCopy = fc.record({ kind: fc.constant('copy' as const) });

export const aRandomShift = fc.record({
  floatFen: fc.integer({ min: 0, max: 100_000 }),
  /** Minutes after 20:00: late ones lie after midnight. */
  openedMinute: fc.integer({ min: 0, max: 200 }),
  events: fc.array(fc.oneof({ weight: 5, arbitrary: aSale }, { weight: 2, arbitrary: aMove }, aNoSale, aCopy), { maxLength: 25 }),
});
export type RandomShift = typeof aRandomShift extends fc.Arbitrary<infer T> ? T : never;
type RandomSale = Extract<RandomShift['events'][number], { kind: 'sale' }>;

interface Tender { readonly method: TenderMethod; readonly amountFen: number }

/** Electronic parts first, whatever is left in cash, rounded by the policy of the store. */
export function tendersOf(sale: RandomSale): { readonly tenders: readonly Tender[]; readonly roundingFen: number } {
  const tenders: Tender[] = [];
  let left = sale.totalFen;
  for (const { method, share } of sale.electronic) {
    const amountFen = Math.floor((left * share) / 1000);
    if (amountFen > 0) tenders.push({ method, amountFen });
    left -= amountFen;
  }
  const cashFen = left === 0 ? 0 : roundCash(fen(left), sale.rounding);
  if (cashFen > 0) tenders.push({ method: 'cash', amountFen: cashFen });
  return { tenders, roundingFen: cashFen - left };
}

/** What the figures of the shift must be, counted the plain way. */
export interface Expected {
  readonly counts: Record<'sale' | 'void' | 'refund' | 'noSale' | 'copy', number>;
  readonly sums: Record<string, number>;
}

export interface Writing {
  readonly shift: Pick<ShiftView, 'shiftId' | 'businessDate' | 'openedAt'>;
  readonly terminalId: EntryStamp['terminalId'];
  readonly events: RandomShift['events'];
  readonly hourAt: (instant: string) => number;
}

type Row = 'terminal.started' | 'drawer.opened' | 'receipt.printed';

/** One day at the drawer: writes rows and lines, and keeps the plain sums beside them. */
interface Day {
  readonly expected: Expected;
  /** The next journal row, a minute later. What kind of row money hangs on makes no difference to its lines. */
  row(type: Row): { readonly seq: number; readonly at: string };
  lines(place: { readonly seq: number; readonly at: string }, lines: readonly MoneyLine[], saleId: string | null): void;
  add(figure: string, amountFen: number): void;
}

function startDay(db: WriteDb, { shift, terminalId, hourAt }: Writing): Day {
  const expected: Expected = { counts: { sale: 0, void: 0, refund: 0, noSale: 0, copy: 0 }, sums: {} };
  const staffId = staffIdSchema.parse('m01');
  let minute = 0;
  const append = (type: Row, stamp: EntryStamp): number => {
    if (type === 'terminal.started') return appendEntry(db, stamp, type, { appVersion: 'x' }).seq;
    if (type === 'drawer.opened') return appendEntry(db, stamp, type, { shiftId: shift.shiftId, staffId, approvalId: null, reason: 'x' }).seq;
    return appendEntry(db, stamp, type, {
      printJobId: v7(), saleId: saleIdSchema.parse(v7()), shiftId: null, copyNumber: 1, staffId, outcome: 'spooled', locale: 'zh-CN',
    }).seq;
  };
  return {
    expected,
    row: (type) => {
      minute += 1;
      const at = new Date(Date.parse(shift.openedAt) + minute * 60_000).toISOString();
      return { at, seq: append(type, { terminalId, at, businessDate: shift.businessDate }) };
    },
    lines: ({ seq, at }, lines, saleId) => insertMoneyLines(db, {
      seq, at, businessDate: shift.businessDate, hour: hourAt(at), staffId, approverId: null, shiftId: shift.shiftId, saleId: saleId === null ? null : saleIdSchema.parse(saleId),
    }, lines),
    add: (figure, amountFen) => {
      expected.sums[figure] = (expected.sums[figure] ?? 0) + amountFen;
    },
  };
}

/** Writes the shift's day in the caller's transaction: one journal row and its lines per event. */
export function writeDay(db: WriteDb, writing: Writing): Expected {
  const day = startDay(db, writing);
  for (const event of writing.events) writeEvent(day, event);
  return day.expected;
}

function writeEvent(day: Day, event: RandomShift['events'][number]): void {
  const { counts } = day.expected;
  switch (event.kind) {
    case 'sale': return writeSale(day, event);
    case 'no-sale':
      day.row('drawer.opened');
      counts.noSale += 1;
      return;
    case 'copy':
      day.row('receipt.printed');
      counts.copy += 1;
      return;
    default:
      day.lines(day.row('terminal.started'), [{ kind: event.kind, amountFen: fen(event.kind === 'paid-in' ? event.amountFen : -event.amountFen) }], null);
      day.add(event.kind, event.amountFen);
  }
}

function writeSale(day: Day, sale: RandomSale): void {
  const { tenders, roundingFen } = tendersOf(sale);
  const saleId = v7();
  day.lines(day.row('terminal.started'), [
    { kind: 'sale', planId: planIdSchema.parse(sale.planId), amountFen: fen(sale.totalFen) }, { kind: 'rounding', amountFen: fen(roundingFen) },
    ...tenders.map(({ method, amountFen }) => ({ kind: 'tender', method, amountFen: fen(amountFen) }) as const),
  ], saleId);
  day.expected.counts.sale += 1;
  day.add('sale', sale.totalFen);
  day.add('rounding', roundingFen);
  for (const { method, amountFen } of tenders) day.add(`taken ${method}`, amountFen);
  if (sale.fate !== 'kept' && tenders.length > 0) undoSale(day, sale, saleId);
}

/** The whole sale and its rounding, or a part of what each way to pay has brought. */
function undoSale(day: Day, sale: RandomSale, saleId: string): void {
  const { tenders, roundingFen } = tendersOf(sale);
  const isVoid = sale.fate === 'voided';
  const kind = isVoid ? 'void' : 'refund';
  const back = isVoid ? tenders : tenders.map(({ method, amountFen }) => ({ method, amountFen: Math.ceil((amountFen * sale.share) / 1000) }));
  const undoneFen = isVoid ? sale.totalFen : back.reduce((sum, tender) => sum + tender.amountFen, 0);
  day.lines(day.row('terminal.started'), [
    { kind, planId: planIdSchema.parse(sale.planId), amountFen: fen(-undoneFen) }, { kind: 'rounding', amountFen: fen(isVoid ? -roundingFen : 0) },
    ...back.map(({ method, amountFen }) => ({ kind: 'tender-back', method, amountFen: fen(-amountFen) }) as const),
  ], saleId);
  day.expected.counts[kind] += 1;
  day.add(kind, undoneFen);
  if (isVoid) day.add('rounding', -roundingFen);
  for (const { method, amountFen } of back) day.add(`returned ${method}`, amountFen);
}
