// What the lines of a shift or a day come to. X, Z, screen, review and paper are all made here, from sums by kind and method.
import { fen, sumFen, timesFen, type Fen } from './fen.ts';
import { expectedCash, type ShiftCash } from './shift.ts';
import { tenderMethods, type TenderMethod } from './tender.ts';

/** Turnover (sale, void, refund), its rounding, money by way to pay (tender, tender-back), and what moved in the drawer besides. */
export const moneyKinds = ['sale', 'void', 'refund', 'rounding', 'tender', 'tender-back', 'float', 'paid-in', 'paid-out', 'drop', 'over-short'] as const;
export type MoneyKind = (typeof moneyKinds)[number];

/** All lines of one kind, and of one way to pay where the kind has one. */
export interface MoneyGroup {
  readonly kind: MoneyKind;
  readonly method: TenderMethod | null;
  readonly count: number;
  /** Signed: what came in is positive. */
  readonly amountFen: Fen;
}

export interface MethodTotal {
  readonly method: TenderMethod;
  /** How often it was taken. */
  readonly count: number;
  readonly takenFen: Fen;
  readonly returnedFen: Fen;
}

export interface MoneyTotals extends ShiftCash {
  readonly saleCount: number;
  readonly salesFen: Fen;
  readonly voidCount: number;
  readonly voidsFen: Fen;
  readonly refundCount: number;
  readonly refundsFen: Fen;
  /** Signed: negative where rounding favoured customers. */
  readonly roundingFen: Fen;
  /** In the order of the ways to pay; only those that occurred. */
  readonly byMethod: readonly MethodTotal[];
  readonly expectedFen: Fen;
}

/** Amounts that left (voids, refunds, paid out, drops) come out positive, as they are named. */
export function moneyTotals(groups: readonly MoneyGroup[]): MoneyTotals {
  const of = (kind: MoneyKind, method?: TenderMethod): readonly MoneyGroup[] =>
    groups.filter((group) => group.kind === kind && (method === undefined || group.method === method));
  const sum = (kind: MoneyKind, method?: TenderMethod): Fen => sumFen(of(kind, method).map((group) => group.amountFen));
  const gone = (kind: MoneyKind, method?: TenderMethod): Fen => timesFen(sum(kind, method), -1);
  const count = (kind: MoneyKind, method?: TenderMethod): number => of(kind, method).reduce((all, group) => all + group.count, 0);
  const cash: ShiftCash = {
    floatFen: sum('float'), cashSalesFen: sum('tender', 'cash'), cashRefundsFen: gone('tender-back', 'cash'), paidInFen: sum('paid-in'),
    paidOutFen: gone('paid-out'), dropsFen: gone('drop'),
  };
  return {
    saleCount: count('sale'), salesFen: sum('sale'), voidCount: count('void'), voidsFen: gone('void'), refundCount: count('refund'), refundsFen: gone('refund'),
    roundingFen: sum('rounding'), ...cash, expectedFen: expectedCash(cash),
    byMethod: tenderMethods
      .map((method) => ({ method, count: count('tender', method), takenFen: sum('tender', method), returnedFen: gone('tender-back', method) }))
      .filter((total) => of('tender', total.method).length + of('tender-back', total.method).length > 0),
  };
}

/** What was left to the till by its turnover, and what the ways to pay hold of it: always the same. */
export function isBalanced(totals: Pick<MoneyTotals, 'salesFen' | 'voidsFen' | 'refundsFen' | 'roundingFen' | 'byMethod'>): boolean {
  const turnover = totals.salesFen - totals.voidsFen - totals.refundsFen + totals.roundingFen;
  return turnover === sumFen(totals.byMethod.map(({ takenFen, returnedFen }) => fen(takenFen - returnedFen)));
}
