// The durable print queue. The paper of a sale or a close is not copied here: it is their frozen document. Other slips bring their own.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { PrintJobId, SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import { printStateSchema, receiptDocumentSchema, type ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { printJobIdSchema, saleIdSchema, shiftIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { Ids } from '../ports.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const lastRow = z.object({ last: z.int().nullable() });

export type PrintState = z.output<typeof printStateSchema>;

/** Of a sale, of a close, or with a document of its own (a void, a refund, a cash movement). */
type Paper = ({ readonly saleId: SaleId } | { readonly shiftId: ShiftId } | { readonly slip: ReceiptDocument }) & {
  readonly title: string;
  /** Left out: the original. */
  readonly copy?: { readonly number: number; readonly askedBy: StaffId };
};

export interface PrintJobRow {
  readonly printJobId: PrintJobId;
  /** Of slips with a document of their own both are null. */
  readonly saleId: SaleId | null;
  readonly shiftId: ShiftId | null;
  readonly copyNumber: number;
  /** Who asked for the copy; null on originals. */
  readonly askedBy: StaffId | null;
  readonly askedAt: string;
  readonly title: string;
  readonly state: PrintState;
  readonly document: ReceiptDocument;
}

const jobRow = z.object({
  print_job_id: printJobIdSchema, sale_id: saleIdSchema.nullable(), shift_id: shiftIdSchema.nullable(), copy_number: z.int(),
  asked_by: staffIdSchema.nullable(), asked_at: z.string(), title: z.string(), state: printStateSchema, document: z.string(),
});

const SELECT = `
  SELECT print_job_id, print_job.sale_id, print_job.shift_id, copy_number, asked_by, asked_at, title, print_job.state,
         coalesce(print_job.document, sale.receipt, shift.z_receipt) AS document
    FROM print_job LEFT JOIN sale ON sale.sale_id = print_job.sale_id LEFT JOIN shift ON shift.shift_id = print_job.shift_id`;

/** In the transaction of the fact the paper tells of. */
export function queuePaper(db: WriteDb, { ids, at }: { readonly ids: Ids; readonly at: string }, paper: Paper): PrintJobId {
  // A job id is a UUID of its own; the brand only keeps kinds apart.
  const printJobId = ids.next(at) as string as PrintJobId;
  db.run(
    `INSERT INTO print_job (print_job_id, sale_id, shift_id, copy_number, asked_by, asked_at, title, state, detail, changed_at, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', '', ?, ?)`,
    [
      printJobId, 'saleId' in paper ? paper.saleId : null, 'shiftId' in paper ? paper.shiftId : null, paper.copy?.number ?? 0, paper.copy?.askedBy ?? null, at,
      paper.title, at, 'slip' in paper ? JSON.stringify(paper.slip) : null,
    ],
  );
  return printJobId;
}

/** Jobs whose end is not known, oldest first. */
export function readOpenPrintJobs(db: ReadDb): PrintJobRow[] {
  return db.all(`${SELECT} WHERE print_job.state IN ('queued', 'handed') ORDER BY asked_at, print_job_id LIMIT 50`, [], jobRow).map(jobOf);
}

export function readPrintJob(db: ReadDb, id: PrintJobId): PrintJobRow | null {
  const row = db.one(`${SELECT} WHERE print_job_id = ?`, [id], jobRow);
  return row === null ? null : jobOf(row);
}

export function savePrintState(db: WriteDb, id: PrintJobId, state: PrintState, detail: string, at: string): void {
  const changed = db.run('UPDATE print_job SET state = ?, detail = ?, changed_at = ? WHERE print_job_id = ?', [state, detail, at, id]);
  invariant(changed === 1, 'a print job exists once');
}

/** Number of the next copy: 1 after the original. */
export function nextCopyNumber(db: ReadDb, saleId: SaleId): number {
  const row = db.one('SELECT max(copy_number) AS last FROM print_job WHERE sale_id = ?', [saleId], lastRow);
  return (row?.last ?? -1) + 1;
}

/** Number of the next copy of a shift's report. */
export function nextShiftCopyNumber(db: ReadDb, shiftId: ShiftId): number {
  const row = db.one('SELECT max(copy_number) AS last FROM print_job WHERE shift_id = ?', [shiftId], lastRow);
  return (row?.last ?? -1) + 1;
}

function jobOf(row: z.output<typeof jobRow>): PrintJobRow {
  return {
    printJobId: row.print_job_id, saleId: row.sale_id, shiftId: row.shift_id, copyNumber: row.copy_number, askedBy: row.asked_by,
    askedAt: row.asked_at, title: row.title, state: row.state, document: receiptDocumentSchema.parse(JSON.parse(row.document)),
  };
}
