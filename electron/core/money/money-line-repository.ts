// Money lines: one row per movement of turnover or money. Every figure of the till is a sum of these.
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PlanId, SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import type { WriteDb } from '../store/sql.ts';

/** Turnover (sale, void, refund), its rounding, money by way to pay (tender, tender-back), and what moved in the drawer besides. */
export type MoneyKind = 'sale' | 'void' | 'refund' | 'rounding' | 'tender' | 'tender-back' | 'float' | 'paid-in' | 'paid-out' | 'drop' | 'over-short';

/** What all lines of one journal entry share. */
export interface MoneyEntry {
  readonly seq: number;
  readonly at: string;
  readonly businessDate: BusinessDate;
  /** Hour of the day in the store's zone. */
  readonly hour: number;
  readonly staffId: StaffId;
  readonly approverId: StaffId | null;
  readonly shiftId: ShiftId;
  readonly saleId: SaleId | null;
}

export interface MoneyLine {
  readonly kind: MoneyKind;
  /** Of tender and tender-back only. */
  readonly method?: TenderMethod;
  readonly planId?: PlanId;
  /** Signed: what came in is positive. */
  readonly amountFen: Fen;
  readonly note?: string;
}

/** Writes the lines of one journal entry, numbered from 0, in the transaction that writes the entry. Lines of nothing are left out. */
export function insertMoneyLines(db: WriteDb, entry: MoneyEntry, lines: readonly MoneyLine[]): void {
  lines.filter((line) => line.amountFen !== 0 || line.kind === 'float').forEach((line, index) => {
    db.run(
      `INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, approver_id, shift_id, hour, at, amount_fen, sale_id, note)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        entry.businessDate, entry.seq, index, line.kind, line.method ?? null, line.planId ?? null, entry.staffId, entry.approverId, entry.shiftId, entry.hour, entry.at,
        line.amountFen, entry.saleId, line.note ?? '',
      ],
    );
  });
}
