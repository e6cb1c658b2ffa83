// What has no end yet when a shift closes: payments, refunds, parked sales, slips that did not come out, refund tasks.
import { z } from 'zod';
import type { Fen } from '#shared/domain/fen.ts';
import type { OpenWorkKind } from '#shared/domain/open-work.ts';
import { openStates } from '#shared/domain/payment.ts';
import { fenSchema } from '#shared/contract/values.ts';
import { quoted } from '../store/quoted.ts';
import type { ReadDb } from '../store/sql.ts';
import type { OpenShift } from './shift-repository.ts';

export interface WorkRow {
  readonly kind: OpenWorkKind;
  readonly id: string;
  readonly label: string;
  readonly amountFen: Fen | null;
  readonly at: string;
}

const workRow = z.object({ id: z.string(), label: z.string(), amount_fen: fenSchema.nullable(), at: z.string() });
const saleSumRow = z.object({ total_fen: fenSchema.nullable() });

const CARD = `coalesce((SELECT json_extract(directory.data, '$.msisdnMasked') FROM subscriber AS directory WHERE directory.ref = sale_draft.subscriber_ref), '')`;
const HAS_MONEY = `EXISTS (SELECT 1 FROM payment WHERE payment.sale_id = sale_draft.sale_id AND payment.state NOT IN ('failed', 'reversed'))`;
/** A sale whose slip came out, as original or as a copy. */
const CAME_OUT = `EXISTS (SELECT 1 FROM print_job WHERE print_job.sale_id = sale.sale_id AND print_job.state IN ('spooled', 'saved'))`;

// One text per kind, each over an index of what is open: a long history costs nothing.
const QUERIES: Readonly<Record<Exclude<OpenWorkKind, 'unsent' | 'unprinted' | 'payment'>, string>> = {
  refund: `SELECT refund_id AS id, sale.receipt_number AS label, refund.amount_fen, requested_at AS at FROM refund JOIN sale ON sale.sale_id = refund.sale_id
            WHERE refund.state = 'requested' ORDER BY refund_id LIMIT 200`,
  parked: `SELECT sale_id AS id, ${CARD} AS label, json_extract(quote, '$.totalFen') AS amount_fen, coalesce(parked_at, begun_at) AS at FROM sale_draft
            WHERE state = 'open' AND (parked_at IS NOT NULL OR ${HAS_MONEY}) ORDER BY sale_id LIMIT 200`,
  task: `SELECT refund_task.sale_id AS id, sale.receipt_number AS label, sale.total_fen AS amount_fen, created_at AS at FROM refund_task JOIN sale ON sale.sale_id = refund_task.sale_id
          WHERE closed_at IS NULL ORDER BY refund_task.sale_id LIMIT 200`,
};

/** Payments with no end, and money of this shift whose sale was given up. */
const PAYMENTS = `SELECT payment_id AS id, ${CARD} AS label, amount_fen, started_at AS at FROM payment JOIN sale_draft ON sale_draft.sale_id = payment.sale_id
   WHERE payment.state IN (${quoted(openStates)})
      OR (payment.shift_id = ? AND payment.state = 'settled' AND sale_draft.state = 'abandoned') ORDER BY payment_id LIMIT 200`;

const UNPRINTED = `SELECT sale_id AS id, receipt_number AS label, total_fen AS amount_fen, completed_at AS at FROM sale
   WHERE seq > ? AND shift_id = ? AND NOT ${CAME_OUT} AND NOT EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id) ORDER BY seq LIMIT 200`;

/** Everything open of the terminal, and the slips of this shift that did not come out. */
export function listOpenWork(db: ReadDb, shift: OpenShift): WorkRow[] {
  return [
    ...workOf(db, 'payment', PAYMENTS, [shift.shiftId]),
    ...workOf(db, 'refund', QUERIES.refund, []),
    ...workOf(db, 'parked', QUERIES.parked, []),
    ...workOf(db, 'unprinted', UNPRINTED, [shift.openedSeq, shift.shiftId]),
    ...workOf(db, 'task', QUERIES.task, []),
  ];
}

function workOf(db: ReadDb, kind: OpenWorkKind, sql: string, parameters: readonly (string | number)[]): WorkRow[] {
  return db.all(sql, parameters, workRow).map((row) => ({ kind, id: row.id, label: row.label, amountFen: row.amount_fen, at: row.at }));
}

/** What the sales behind a row of the journal come to; null when there are none. */
export function sumSalesAfter(db: ReadDb, seq: number): Fen | null {
  return db.one('SELECT sum(total_fen) AS total_fen FROM sale WHERE seq > ?', [seq], saleSumRow)?.total_fen ?? null;
}
