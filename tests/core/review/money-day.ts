// Generated days of money on a real file: lines as sales, voids, refunds and the drawer write them, and the journal rows beside them.
import { openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';
import { insertMoneyLines, type MoneyKind } from '#core/money/money-line-repository.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { addDays } from '#shared/domain/business-date.ts';
import { fen } from '#shared/domain/fen.ts';
import type { ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { makeDir } from '#tests/support/open-till.ts';

export interface Line {
  readonly day: number;
  readonly seq: number;
  readonly hour: number;
  readonly kind: MoneyKind;
  readonly method: TenderMethod | null;
  readonly planId: string | null;
  readonly staffId: string;
  readonly amountFen: number;
}

export interface Note {
  readonly day: number;
  readonly seq: number;
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

export interface Days {
  readonly lines: readonly Line[];
  readonly notes: readonly Note[];
}

export const FIRST_DAY = dateSchema.parse('2024-01-01');
export const dayOf = (day: number): ReturnType<typeof addDays> => addDays(FIRST_DAY, day);

/** Numbers from 0 up to a limit, always the same ones for a seed (mulberry32). */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const methods: readonly TenderMethod[] = ['cash', 'alipay', 'wechat', 'unionpay', 'card', 'balance'];
const plans = ['basic-30', 'plus-60', 'gone-99'];
const people = ['c01', 'c02', 'm01', 'x-left'];

/** So many days with up to 8 entries each; every entry keeps the invariant of money lines. */
export function randomDays(seed: number, count: number): Days {
  const next = numbersFrom(seed);
  const of = <T>(items: readonly T[]): T => items[next(items.length)] as T;
  const lines: Line[] = [];
  const notes: Note[] = [];
  let seq = 0;
  for (let day = 0; day < count; day += 1) {
    for (let left = next(9); left > 0; left -= 1) {
      seq += 1;
      const base = { day, seq, hour: next(24), staffId: of(people) };
      const what = next(10);
      if (what < 6) lines.push(...turnoverLines(base, { sign: what < 4 ? 1 : -1, kind: what < 4 ? 'sale' : of(['void', 'refund'] as const) }, next, of));
      else if (what < 8) lines.push(...drawerLine(base, next, of));
      else notes.push(noteOf(base, next, of));
    }
  }
  return { lines, notes };
}

type Next = (limit: number) => number;
type Of = <T>(items: readonly T[]) => T;
type Base = Pick<Line, 'day' | 'seq' | 'hour' | 'staffId'>;

function turnoverLines(base: Base, { sign, kind }: { sign: 1 | -1; kind: 'sale' | 'void' | 'refund' }, next: Next, of: Of): Line[] {
  const total = 1000 + next(20_000);
  const rounding = kind === 'refund' ? 0 : next(3) - 1;
  const first = next(2) === 0 ? 0 : 1 + next(total - 1);
  const parts = [first, total + rounding - first].filter((part) => part !== 0);
  const tender = kind === 'sale' ? 'tender' : 'tender-back';
  return [
    { ...base, kind, method: null, planId: of(plans), amountFen: sign * total },
    ...(rounding === 0 ? [] : [{ ...base, kind: 'rounding' as const, method: null, planId: null, amountFen: sign * rounding }]),
    ...parts.map((part) => ({ ...base, kind: tender as MoneyKind, method: of(methods), planId: null, amountFen: sign * part })),
  ];
}

function drawerLine(base: Base, next: Next, of: Of): Line[] {
  const kind = of(['float', 'paid-in', 'paid-out', 'drop', 'over-short'] as const);
  const amount = 1 + next(50_000);
  const sign = kind === 'paid-out' || kind === 'drop' || (kind === 'over-short' && next(2) === 0) ? -1 : 1;
  return [{ ...base, kind, method: null, planId: null, amountFen: sign * amount }];
}

function noteOf({ day, seq, staffId }: Base, next: Next, of: Of): Note {
  const payload = of<readonly [string, Record<string, unknown>]>([
    ['identity.checked', { staffId, documentType: 'PASSPORT', way: of(['typed', 'scanned']), outcome: of(['match', 'expired']) }],
    ['receipt.printed', { staffId, copyNumber: next(2), outcome: 'spooled' }],
    ['drawer.opened', { staffId, reason: 'change' }],
    ['approval.granted', { askedBy: staffId, approverId: 'm02', operation: 'sale.void', amount: 100 + next(900), subject: 's' }],
    ['staff.pin_failed', { staffId, failures: 1 }],
    ['staff.signed_in', { staffId }],
    ['agreement.signed', { staffId }],
  ]);
  return { day, seq, type: payload[0], payload: payload[1] };
}

/** A new store that holds these days. */
export function storeWith(days: Days): Store {
  const opened = openStore({ dataDir: makeDir('money-'), sqliteBinding: null, at: '2024-01-01T00:00:00.000Z' });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const store = opened.value;
  const seqs = new Map<number, { readonly day: number; readonly note: Note | null; readonly lines: Line[] }>();
  for (const note of days.notes) seqs.set(note.seq, { day: note.day, note, lines: [] });
  for (const line of days.lines) {
    const entry = seqs.get(line.seq) ?? { day: line.day, note: null, lines: [] };
    entry.lines.push(line);
    seqs.set(line.seq, entry);
  }
  store.write((db) => {
    for (const [seq, entry] of [...seqs].toSorted((a, b) => a[0] - b[0])) {
      const businessDate = dayOf(entry.day);
      const at = `${businessDate}T02:00:00.000Z`;
      db.run('INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [seq, entry.note?.type ?? 'money.moved', at, businessDate, JSON.stringify(entry.note?.payload ?? {}), '0'.repeat(64), '0'.repeat(64)]);
      const [first] = entry.lines;
      if (first === undefined) continue;
      // Brands of ids exist at compile time only.
      insertMoneyLines(db, { seq, at, businessDate, hour: first.hour, staffId: first.staffId as StaffId, approverId: null, shiftId: 'sh' as ShiftId, saleId: null },
        entry.lines.map((line) => ({
          kind: line.kind, amountFen: fen(line.amountFen), ...(line.method === null ? {} : { method: line.method }), ...(line.planId === null ? {} : { planId: line.planId as never }),
        })));
    }
  });
  return store;
}

