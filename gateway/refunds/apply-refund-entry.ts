// A refund the till has carried out, as its journal tells it: one the gateway took before, or an offline one in cash.
import type { RefundCompleted } from '#shared/contract/journal-entries.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { needsCarrier } from '#shared/domain/tender.ts';
import { noteAttention } from '../store-day/attention-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { exceeds, faultOf, refundFingerprint, refundLines } from './put-refund.ts';
import { insertRefund, lockRefund, lockSale, readTenders, updateRefund, type NewRefund, type PaidTender, type SaleRow } from './refund-repository.ts';
import { foresee, moveBack, type ValidityForecast } from './refund-validity.ts';

export interface RefundEntry {
  readonly refund: RefundCompleted;
  readonly businessDate: string;
  readonly now: string;
}

/**
 * Answers whether the entry is the first of its refund. The money has moved, so it is counted whatever it says; what goes
 * beyond what was paid is kept as a conflict for a person. The caller holds `lockPublishing`.
 */
export async function applyRefundEntry(tx: SqlRunner, terminal: TerminalRow, entry: RefundEntry): Promise<boolean> {
  const { refund } = entry;
  if (refund.amount <= 0 || refund.lines.some((line) => line.amount <= 0)) return false;
  const held = await lockRefund(tx, refund.refundId);
  if (held === null) {
    await takeOffline(tx, terminal, entry);
    return true;
  }
  if (held.isInJournal) return false;
  if (held.fingerprint !== refundFingerprint(refund) || held.status === 'failed') await noteConflict(tx, terminal, entry);
  await updateRefund(tx, held, { isInJournal: true });
  return true;
}

async function takeOffline(tx: SqlRunner, terminal: TerminalRow, entry: RefundEntry): Promise<void> {
  const { refund, businessDate, now } = entry;
  const sale = await lockSale(tx, refund.saleId);
  const tenders = sale === null ? [] : await readTenders(tx, refund.saleId);
  const row: NewRefund = {
    refundId: refund.refundId, terminalId: terminal.terminalId, storeId: terminal.storeId, saleId: refund.saleId, amountFen: refund.amount,
    fingerprint: refundFingerprint(refund), status: 'conflict', failure: null, reason: refund.reason, validity: 'stays', expiryAfter: null,
    isInJournal: true, createdAt: now, nextAt: null, tries: 0,
  };
  if (sale === null || !isAllowed(refund, sale, tenders, terminal)) {
    await insertRefund(tx, row, refundLines(refund.refundId, refund.lines, 'done'));
    await noteConflict(tx, terminal, entry);
    return;
  }
  // The day it was given back, which may be long before it arrives here.
  const forecast: ValidityForecast = await foresee(tx, { sale, tenders, amountFen: refund.amount, todayOn: dateSchema.parse(businessDate) });
  await insertRefund(tx, { ...row, status: 'done', ...forecast }, refundLines(refund.refundId, refund.lines, 'done'));
  if (forecast.validity === 'moved-back') await moveBack(tx, sale, now);
}

/** Only what is handed over at the till can be given back without asking. */
function isAllowed(refund: RefundCompleted, sale: SaleRow, tenders: readonly PaidTender[], terminal: TerminalRow): boolean {
  const isAtTill = !refund.lines.some(({ method }) => needsCarrier(method));
  return isAtTill && sale.storeId === terminal.storeId && !sale.isVoided
    && faultOf(refund, tenders) === null && !exceeds(refund.lines, tenders);
}

async function noteConflict(tx: SqlRunner, terminal: TerminalRow, { refund, businessDate, now }: RefundEntry): Promise<void> {
  await noteAttention(tx, {
    terminalId: terminal.terminalId, kind: 'refund-conflict', subject: refund.refundId, saleId: refund.saleId, amountFen: refund.amount, at: now, businessDate,
  });
}
