// Money lines: one row per movement of turnover or money. Every figure of the till is a sum of these.
import { z } from 'zod';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PlanId, SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import { moneyKinds, type MoneyGroup, type MoneyKind } from '#shared/domain/money-totals.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { signedFenSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export type { MoneyKind } from '#shared/domain/money-totals.ts';

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

/** Where the lines of a shift lie: within its business date, from its opening on. */
export interface ShiftPlace {
  readonly shiftId: ShiftId;
  readonly businessDate: BusinessDate;
  readonly openedSeq: number;
}

/** Puts all lines of the open shift on another day. */
export function moveLinesOfShift(db: WriteDb, shift: ShiftPlace, to: BusinessDate): void {
  db.run('UPDATE money_line SET business_date = ? WHERE business_date = ? AND seq >= ? AND shift_id = ?', [to, shift.businessDate, shift.openedSeq, shift.shiftId]);
}

const groupRow = z.object({ kind: z.enum(moneyKinds), method: tenderMethodSchema.nullable(), count: z.int(), amount_fen: signedFenSchema });

/** What the lines of a shift come to, by kind and way to pay. From this X and Z are made, and from nothing else. */
export function sumMoneyOfShift(db: ReadDb, shift: ShiftPlace): MoneyGroup[] {
  const rows = db.all(
    `SELECT kind, method, count(*) AS count, sum(amount_fen) AS amount_fen FROM money_line
      WHERE business_date = ? AND seq >= ? AND shift_id = ? GROUP BY kind, method ORDER BY kind, method`,
    [shift.businessDate, shift.openedSeq, shift.shiftId], groupRow,
  );
  return rows.map((row) => ({ kind: row.kind, method: row.method, count: row.count, amountFen: row.amount_fen }));
}
