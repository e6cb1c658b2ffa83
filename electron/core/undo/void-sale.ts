// Takes a sale back before it has left the terminal: one transaction, so that it is either void or offered, never both.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { needsApproval } from '#shared/domain/approval.ts';
import { negativeFen } from '#shared/domain/fen.ts';
import type { ApprovalId, SaleId } from '#shared/domain/ids.ts';
import { isDrawerOf } from '#shared/domain/shift-rules.ts';
import { decideVoid, type VoidRefusal } from '#shared/domain/void.ts';
import type { SaleVoided } from '#shared/contract/journal-entries.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { composeVoidSlip } from '#shared/receipt/compose-void-slip.ts';
import { useApproval, type UsedApproval } from '../approval/approval-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { countedBack, namedBack } from '../money/given-back.ts';
import { insertMoneyLines } from '../money/money-line-repository.ts';
import { queuePaper } from '../receipt/print-job-repository.ts';
import { readSaleView } from '../sale/sale-view-repository.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { Person } from '../staff/staff-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile, QueryContext } from '../till.ts';
import { insertVoid, readSaleToVoid, type SaleToVoid } from './void-repository.ts';

export interface VoidRequest {
  readonly saleId: SaleId;
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = VoidRefusal | ProblemOf<'sale-unknown' | 'approval-needed' | 'approval-refused' | 'not-enrolled'>;

export function voidSale(ctx: CommandContext, request: VoidRequest): Result<SaleView, Refusal> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<SaleView, Refusal> => {
    const sale = readSaleToVoid(db, request.saleId);
    if (sale === null) return err({ code: 'sale-unknown' });
    const shift = readOpenShift(db);
    const decision = decideVoid(factsOf(profile, person, sale, shift));
    if (!decision.ok) return decision;
    const act = { operation: 'sale.void', amountFen: sale.totalFen, subject: sale.saleId } as const;
    const approval = useApproval(db, act, person, request.approvalId, profile.config.approvals, ctx.now);
    if (!approval.ok) return approval;
    recordVoid(ctx, db, profile, { sale, shift: must(shift, 'the decision asks for one'), person, reason: request.reason, approval: approval.value });
    return ok(must(readSaleView(db, sale.saleId), 'the sale was just read'));
  });
}

/** For the screen of the finished sale: no key that could not work. */
export function canVoidSale(ctx: QueryContext, request: { saleId: SaleId }): Result<{ canVoid: boolean; needsApproval: boolean }, ProblemOf<'sale-unknown' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for somebody');
  const sale = readSaleToVoid(ctx.db, request.saleId);
  if (sale === null) return err({ code: 'sale-unknown' });
  const canVoid = person.role !== 'auditor' && decideVoid(factsOf(profile, person, sale, readOpenShift(ctx.db))).ok;
  return ok({ canVoid, needsApproval: needsApproval(profile.config.approvals, { operation: 'sale.void', amountFen: sale.totalFen, role: person.role }) });
}

function factsOf(profile: Profile, person: Person, sale: SaleToVoid, openShift: OpenShift | null): Parameters<typeof decideVoid>[0] {
  return {
    isVoided: sale.isVoided, isOffered: sale.isOffered, hasRefund: sale.hasRefund, hasLaterSale: sale.hasLaterSale, tenders: sale.tenders,
    soldInShift: sale.shiftId, openShift, isDrawerMine: openShift !== null && isDrawerOf(openShift, person.staffId, profile.config.shift.drawer),
  };
}

interface DecidedVoid {
  readonly sale: SaleToVoid;
  readonly shift: OpenShift;
  readonly person: Person;
  readonly reason: string;
  readonly approval: UsedApproval;
}

function recordVoid(ctx: CommandContext, db: WriteDb, profile: Profile, { sale, shift, person, reason, approval }: DecidedVoid): void {
  const { now } = ctx;
  const stamp = { terminalId: profile.terminal.terminalId, at: now, businessDate: shift.businessDate };
  const payload: SaleVoided = {
    saleId: sale.saleId, receiptNumber: sale.receiptNumber, shiftId: shift.shiftId, staffId: person.staffId, approvalId: approval.approvalId, reason,
    total: sale.totalFen, tenders: namedBack(sale.tenders),
  };
  const entry = appendEntry(db, stamp, 'sale.voided', payload);
  insertVoid(db, { saleId: sale.saleId, seq: entry.seq, shiftId: shift.shiftId, staffId: person.staffId, approvalId: approval.approvalId, reason, at: now });
  insertMoneyLines(db, {
    seq: entry.seq, at: now, businessDate: shift.businessDate, hour: profile.hourAt(now), staffId: person.staffId, approverId: approval.approverId,
    shiftId: shift.shiftId, saleId: sale.saleId,
  }, [
    { kind: 'void', planId: sale.planId, amountFen: negativeFen(sale.totalFen), note: reason },
    { kind: 'rounding', amountFen: negativeFen(sale.roundingFen) },
    ...countedBack(sale.tenders),
  ]);
  queuePaper(db, { ids: ctx.till.ports.ids, at: now }, {
    title: `${sale.receiptNumber}-void`,
    slip: composeVoidSlip({
      at: now, businessDate: shift.businessDate, seq: entry.seq, hash: entry.hash, store: profile.store, terminalId: stamp.terminalId,
      msisdnMasked: sale.msisdnMasked, receiptNumber: sale.receiptNumber, staffId: person.staffId, approverId: approval.approverId, reason,
      lines: payload.tenders, locale: profile.config.receiptLocale,
    }),
  });
}
