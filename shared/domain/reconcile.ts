// Lays the wallet's statement, the books, the carrier's answers and the drawer beside one another, and names the rows that differ.
import { Temporal } from 'temporal-polyfill';
import { groupBy } from './base/group-by.ts';
import { addFen, fen, negativeFen, subtractFen, sumFen, type Fen } from './fen.ts';
import type { SaleId } from './ids.ts';
import type { DifferenceKind } from './reconcile-kinds.ts';
import type { StatementRow } from './reconcile-statement.ts';
import type { TenderMethod } from './tender.ts';

/** One payment of the books by the wallet in question, also one that failed or was reversed. */
export interface BookPayment {
  readonly paymentId: string;
  readonly reference: string | null;
  readonly method: TenderMethod;
  readonly amountFen: Fen;
  /** open: nobody knows yet. gone: failed or reversed, so the wallet should hold nothing. */
  readonly state: 'settled' | 'open' | 'gone';
  readonly at: string;
  readonly saleId: SaleId;
  readonly receiptNumber: string | null;
  /** Whether the carrier applied its sale. */
  readonly isApplied: boolean;
}

export interface BookRefund {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly at: string;
}

/** A sale with what was paid on it and what the carrier said. */
export interface BookSale {
  readonly saleId: SaleId;
  readonly receiptNumber: string;
  readonly at: string;
  readonly totalFen: Fen;
  readonly paidFen: Fen;
  /** Given back on it, by refunds or by its void. */
  readonly returnedFen: Fen;
  readonly cashFen: Fen;
  readonly isVoided: boolean;
  readonly isSent: boolean;
  readonly outcome: 'applied' | 'rejected' | 'voided' | null;
}

export interface ReconcileInput {
  readonly statement: readonly StatementRow[];
  readonly payments: readonly BookPayment[];
  readonly refunds: readonly BookRefund[];
  readonly sales: readonly BookSale[];
  /** Counted less expected; null: nobody counted. */
  readonly drawerFen: Fen | null;
  /** Whether an instant lies on the days in question; the rest is only there to be matched. */
  readonly isInRange: (at: string) => boolean;
  /** A sale the carrier has had since before then should have its answer. */
  readonly answeredBy: string;
  readonly method: TenderMethod;
  readonly terminalId: string;
}

export interface Difference {
  readonly kind: DifferenceKind;
  /** What the wallet (or the drawer) has more than the books; negative: less. Of the carrier's kinds the sale's amount. */
  readonly amountFen: Fen;
  readonly at: string | null;
  readonly reference: string | null;
  readonly saleId: SaleId | null;
  readonly receiptNumber: string | null;
  readonly method: TenderMethod | null;
}

export interface Reconciled {
  readonly matched: number;
  readonly statementFen: Fen;
  readonly booksFen: Fen;
  /** Likeliest first. */
  readonly differences: readonly Difference[];
}

const NEAR_MS = 10 * 60_000;
const CANDIDATES = 2;

/** Pure; the same rows give the same differences in the same order. */
export function reconcile(input: ReconcileInput): Reconciled {
  const statement = ofTerminal(input);
  const { ofPayment, alone } = assign(statement, input);
  const found: Difference[] = [];
  let matched = 0;
  const refundsOf = groupBy(input.refunds, (refund) => refund.paymentId);
  for (const payment of input.payments) {
    const rows = ofPayment.get(payment.paymentId) ?? [];
    const difference = compare(payment, refundsOf.get(payment.paymentId) ?? [], rows, input);
    if (difference === null) matched += rows.filter((row) => input.isInRange(row.at)).length;
    else found.push(difference);
  }
  const unmatched = alone.filter((row) => input.isInRange(row.at));
  found.push(...unmatched.map((row) => ofRow('wallet-only', row, input.method)), ...unmatched.flatMap((row) => cashInstead(row, input)));
  found.push(...input.sales.flatMap(ofCarrier(input)));
  if (input.drawerFen !== null && input.drawerFen !== 0) found.push({ ...nothing, kind: 'drawer', amountFen: input.drawerFen, method: 'cash' });
  return {
    matched, statementFen: sumFen(statement.filter((row) => input.isInRange(row.at)).map(signed)), booksFen: booksOf(input),
    differences: found.toSorted((a, b) => rank(b, input) - rank(a, input) || (a.at ?? '').localeCompare(b.at ?? '')),
  };
}

/** A statement that names this terminal at all is taken for this terminal; one that only names others cannot be told apart. */
function ofTerminal({ statement, terminalId }: ReconcileInput): readonly StatementRow[] {
  const namesIt = statement.some((row) => row.terminal === terminalId);
  return namesIt ? statement.filter((row) => row.terminal === '' || row.terminal === terminalId) : statement;
}

const nothing = { at: null, reference: null, saleId: null, receiptNumber: null } as const;
const signed = (row: StatementRow): Fen => (row.kind === 'pay' ? row.amountFen : negativeFen(row.amountFen));
const normal = (text: string): string => text.replaceAll('-', '').toLowerCase();
const distanceMs = (a: string, b: string): number => Math.abs(Temporal.Instant.from(a).epochMilliseconds - Temporal.Instant.from(b).epochMilliseconds);

/** Those within ten minutes, nearest first. */
function nearTo<T extends { readonly at: string }>(at: string, items: readonly T[]): T[] {
  return items.filter((item) => distanceMs(item.at, at) <= NEAR_MS).toSorted((a, b) => distanceMs(a.at, at) - distanceMs(b.at, at));
}

/** Each row goes to the payment it names: by our number, by the provider's, and without either by amount and time. */
function assign(statement: readonly StatementRow[], { payments, refunds }: ReconcileInput): { ofPayment: Map<string, StatementRow[]>; alone: StatementRow[] } {
  const byNumber = new Map(payments.map((payment) => [normal(payment.paymentId), payment.paymentId]));
  for (const refund of refunds) byNumber.set(normal(refund.refundId), refund.paymentId);
  const byReference = new Map(payments.flatMap((payment) => (payment.reference === null ? [] : [[payment.reference, payment.paymentId]])));
  const ofPayment = new Map<string, StatementRow[]>();
  const alone: StatementRow[] = [];
  const give = (paymentId: string, row: StatementRow): void => void ofPayment.set(paymentId, [...(ofPayment.get(paymentId) ?? []), row]);
  const nameless: StatementRow[] = [];
  for (const row of statement) {
    const named = byNumber.get(normal(row.orderNumber)) ?? byNumber.get(normal(row.refundNumber)) ?? byReference.get(row.reference);
    if (named !== undefined) give(named, row);
    // A number of our shape that is none of ours belongs to a charge the books do not know, whatever the amount.
    else if (/^[0-9a-f]{32}$/.test(normal(row.orderNumber)) || row.kind === 'refund') alone.push(row);
    else nameless.push(row);
  }
  const byAmount = groupBy(payments.filter((payment) => payment.state !== 'gone'), (payment) => payment.amountFen);
  for (const row of nameless) {
    const [nearest] = nearTo(row.at, (byAmount.get(row.amountFen) ?? []).filter((payment) => !ofPayment.has(payment.paymentId)));
    if (nearest === undefined) alone.push(row);
    else give(nearest.paymentId, row);
  }
  return { ofPayment, alone };
}

/** A payment beside its rows of the statement, refunds taken off on both sides; null: they agree. */
function compare(payment: BookPayment, allRefunds: readonly BookRefund[], allRows: readonly StatementRow[], input: ReconcileInput): Difference | null {
  const rows = allRows.filter((row) => input.isInRange(row.at));
  const refunds = allRefunds.filter((refund) => input.isInRange(refund.at));
  const moreFen = subtractFen(sumFen(rows.map(signed)), subtractFen(paidIn(payment, allRows, input), sumFen(refunds.map((refund) => refund.amountFen))));
  if (moreFen === 0) return null;
  const pays = rows.filter((row) => row.kind === 'pay');
  const shown = pays.at(-1) ?? rows[0];
  return {
    kind: kindOf(payment, pays, moreFen, input), amountFen: moreFen, at: shown?.at ?? payment.at, reference: shown?.reference ?? payment.reference,
    saleId: payment.saleId, receiptNumber: payment.receiptNumber, method: payment.method,
  };
}

/** What the books took in the range. Around midnight the wallet's own time decides, where it has the payment at all. */
function paidIn(payment: BookPayment, rows: readonly StatementRow[], { isInRange }: ReconcileInput): Fen {
  const at = rows.find((row) => row.kind === 'pay')?.at ?? payment.at;
  return payment.state === 'settled' && isInRange(at) ? payment.amountFen : fen(0);
}

function kindOf(payment: BookPayment, pays: readonly StatementRow[], moreFen: Fen, { payments }: ReconcileInput): DifferenceKind {
  if (pays.length > 1 && moreFen > 0) return 'duplicate';
  if (payment.state !== 'settled' && moreFen > 0) {
    const isPaidOtherwise = payments.some((other) => other.saleId === payment.saleId && other.paymentId !== payment.paymentId && other.state === 'settled');
    return isPaidOtherwise ? 'duplicate' : 'wallet-only';
  }
  if (pays.length === 0 && moreFen < 0) return payment.isApplied ? 'applied-unpaid' : 'till-only';
  return 'amount';
}

function ofRow(kind: DifferenceKind, row: StatementRow, method: TenderMethod): Difference {
  return { ...nothing, kind, amountFen: signed(row), at: row.at, reference: row.reference === '' ? row.orderNumber : row.reference, method };
}

/** A wallet's row without a payment, and a cash sale of the same amount at the same time: rung up as cash, probably. */
function cashInstead(row: StatementRow, { sales, drawerFen, method }: ReconcileInput): Difference[] {
  // A drawer that was counted and is not short lacks no cash.
  if (row.kind === 'refund' || (drawerFen !== null && drawerFen >= 0)) return [];
  return nearTo(row.at, sales.filter((sale) => sale.cashFen === row.amountFen && !sale.isVoided)).slice(0, CANDIDATES)
    .map((sale) => ({ ...ofRow('method', row, method), saleId: sale.saleId, receiptNumber: sale.receiptNumber }));
}

function ofCarrier({ isInRange, answeredBy }: ReconcileInput): (sale: BookSale) => Difference[] {
  return (sale) => {
    if (!isInRange(sale.at)) return [];
    const leftFen = subtractFen(sale.paidFen, sale.returnedFen);
    const difference = (kind: DifferenceKind, amountFen: Fen): Difference[] => [
      { ...nothing, kind, amountFen, at: sale.at, saleId: sale.saleId, receiptNumber: sale.receiptNumber, method: null },
    ];
    if (sale.outcome === 'applied' && sale.isVoided) return difference('applied-unpaid', negativeFen(sale.totalFen));
    if (sale.outcome === 'rejected' && leftFen > 0) return difference('rejected', leftFen);
    return sale.outcome === null && sale.isSent && !sale.isVoided && leftFen > 0 && sale.at < answeredBy ? difference('carrier-missing', leftFen) : [];
  };
}

function booksOf({ payments, refunds, isInRange }: ReconcileInput): Fen {
  const paid = payments.filter((payment) => payment.state === 'settled' && isInRange(payment.at)).map((payment) => payment.amountFen);
  return subtractFen(sumFen(paid), sumFen(refunds.filter((refund) => isInRange(refund.at)).map((refund) => refund.amountFen)));
}

const weights: Readonly<Record<DifferenceKind, number>> = {
  duplicate: 80, amount: 75, 'applied-unpaid': 70, 'wallet-only': 65, 'till-only': 60, rejected: 50, method: 45, 'carrier-missing': 40, drawer: 10,
};

/** What explains the drawer to the fen stands before everything else. */
function rank(difference: Difference, { drawerFen }: ReconcileInput): number {
  const explains = difference.kind === 'method' && drawerFen !== null && addFen(difference.amountFen, drawerFen) === 0;
  return weights[difference.kind] + (explains ? 50 : 0);
}
