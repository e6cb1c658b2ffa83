// A payment as people read it: what is known of it, until when, and what may be done with it safely.
import { sumFen, type Fen } from '#shared/domain/fen.ts';
import { safeActions } from '#shared/domain/payment.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Till } from '../till.ts';
import { readPaymentsOfSale, type PaymentRow } from './payment-repository.ts';

export function paymentView(till: Till, row: PaymentRow): PaymentView {
  return {
    paymentId: row.paymentId, saleId: row.saleId, method: row.method, way: row.way, amountFen: row.amountFen, state: row.state, failure: row.failure,
    startedAt: row.startedAt, changedAt: row.changedAt, giveUpAt: row.giveUpAt, nextAskAt: till.payments.nextAskAt(row.paymentId), reference: row.reference,
    approvalCode: row.approvalCode, cardLast4: row.cardLast4, storeCode: row.storeCode,
    actions: [...safeActions({ state: row.state, way: row.way, saleState: row.saleState, wasUndoAsked: row.undoReason !== null, isForced: row.isForced })],
  };
}

/** All payments of a sale, and what of them is settled. */
export function paymentsOfSale(till: Till, db: ReadDb, saleId: SaleId): { readonly payments: PaymentView[]; readonly paidFen: Fen } {
  const rows = readPaymentsOfSale(db, saleId);
  return {
    payments: rows.map((row) => paymentView(till, row)),
    paidFen: sumFen(rows.filter(({ state }) => state === 'settled').map(({ amountFen }) => amountFen)),
  };
}
