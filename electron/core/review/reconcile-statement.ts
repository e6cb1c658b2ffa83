// Compares a wallet's statement with the books, the carrier's answers and the drawer, and notes that it was done.
import { Temporal } from 'temporal-polyfill';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { addDays } from '#shared/domain/business-date.ts';
import { subtractFen, type Fen } from '#shared/domain/fen.ts';
import { reconcile, type Reconciled } from '#shared/domain/reconcile.ts';
import type { StatementSource } from '#shared/domain/reconcile-kinds.ts';
import { readStatement, type Statement } from '#shared/domain/reconcile-statement.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Reconciliation } from '#shared/contract/till/review-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import type { CommandContext, Profile } from '../till.ts';
import { checkedRange, readInSlices, slicesOf } from './in-slices.ts';
import { readBookPayments, readBookRefunds, readBookSales, readExpectedDrawer, readOverShort } from './reconcile-repository.ts';
import type { DayRange } from './review-repository.ts';

interface ReconcileRequest extends DayRange {
  readonly wallet: StatementSource;
  readonly text: string;
  readonly countedFen?: Fen | undefined;
  readonly note?: string | undefined;
}

const SHOWN = 2000;
const SALE_DAYS = 2;
/** The carrier answers within minutes; after so long somebody should ask. */
const ANSWER_HOURS = 2;

/** Nothing is changed in the books: what comes out are rows to look at. Only the fact of comparing is journaled. */
export async function reconcileStatement(
  ctx: CommandContext, request: ReconcileRequest,
): Promise<Result<Reconciliation, ProblemOf<'range-invalid' | 'statement-unreadable' | 'not-enrolled'>>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const range = checkedRange(request);
  if (!range.ok) return range;
  const statement = readStatement(request.wallet, request.text);
  if (!statement.ok) return statement;
  const drawerFen = drawerOf(ctx, range.value, request.countedFen);
  const result = await compareBooks(ctx, profile, { range: range.value, request, statement: statement.value, drawerFen });
  ctx.write((db) => appendEntry(db, stampAt(db, profile, ctx.now), 'statement.compared', {
    source: request.wallet, ...range.value, rows: statement.value.rows.length, matched: result.matched, differences: result.differences.length,
    staffId: must(ctx.person, 'the channel asks for a reviewer').staffId,
  }));
  return ok({
    ...range.value, source: request.wallet, statementRows: statement.value.rows.length, unreadableRows: statement.value.unreadableRows, matched: result.matched,
    statementFen: result.statementFen, booksFen: result.booksFen, drawerFen,
    differences: result.differences.slice(0, SHOWN).map((difference) => ({ ...difference, note: '' })),
  });
}

interface Compared {
  readonly range: DayRange;
  readonly request: ReconcileRequest;
  readonly statement: Statement;
  readonly drawerFen: Fen | null;
}

/** Wallets reckon by the calendar, the books by shifts: a day on either side is read along, so that midnight divides nothing. */
async function compareBooks(ctx: CommandContext, profile: Profile, { range, request, statement, drawerFen }: Compared): Promise<Reconciled> {
  const { timers } = ctx.till.ports;
  const wide = { from: addDays(range.from, -1), to: addDays(range.to, 1) };
  const sales = await readInSlices(timers, slicesOf(wide, SALE_DAYS), (slice) => readBookSales(ctx.db, slice));
  const payments = readBookPayments(ctx.db, wide, request.wallet);
  const refunds = readBookRefunds(ctx.db, wide, request.wallet);
  const isInRange = (at: string): boolean => {
    const on = profile.civilDateAt(at);
    return on >= range.from && on <= range.to;
  };
  return reconcile({
    statement: statement.rows, payments, refunds, sales: sales.flat(), drawerFen, isInRange, method: request.wallet, terminalId: profile.terminal.terminalId,
    answeredBy: Temporal.Instant.from(ctx.now).subtract({ hours: ANSWER_HOURS }).toString({ fractionalSecondDigits: 3 }),
  });
}

/** What was counted now less what should be there; without a count what the closes found. */
function drawerOf(ctx: CommandContext, range: DayRange, countedFen: Fen | undefined): Fen | null {
  if (countedFen === undefined) return readOverShort(ctx.db, range);
  const expectedFen = readExpectedDrawer(ctx.db, range);
  return expectedFen === null ? null : subtractFen(countedFen, expectedFen);
}
