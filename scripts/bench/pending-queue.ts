// The entries of a busy counter that was cut off: what a terminal has to send when it is let back in.
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { appendEntry, type EntryStamp } from '#core/journal/append-entry.ts';
import { createStore } from '#core/store/transaction.ts';
import type { WriteDb } from '#core/store/sql.ts';
import { journalPayloads, type JournalPayload, type JournalType } from '#shared/contract/journal-entries.ts';
import { addDays, type BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { benchSubscriber } from './store-for-bench.ts';

export const QUEUE_DAY = '2026-11-24' as BusinessDate;

/** A wallet payment that the gateway must know as settled before the sale arrives. */
export interface SettledPayment {
  readonly paymentId: string;
  readonly saleId: string;
  readonly subscriberRef: string;
  readonly method: string;
  readonly amountFen: number;
}

export interface Queue {
  readonly entries: number;
  readonly sales: number;
  readonly payments: readonly SettledPayment[];
}

/** Numbers of the bench's cards: the first one, and how many from there. */
export interface Cards {
  readonly first: number;
  readonly count: number;
}

/** Entries of one shift: an opening and its sales. */
const SALES_PER_SHIFT = 60;

/**
 * Appends `count` entries as the till itself would, with a valid chain: starts, shifts, identity checks, sales (every
 * other one by wallet, with its payment) and slips. The terminal must be closed. `cards`: which ones buy in turn.
 */
export function fillQueue(dataDir: string, count: number, cards: Cards): Queue {
  const db = new Database(path.join(dataDir, 'pos.db'));
  db.pragma('synchronous = OFF');
  const { terminalId } = db.prepare('SELECT terminal_id AS terminalId FROM terminal').get() as { terminalId: TerminalId };
  const payments: SettledPayment[] = [];
  let sales = 0;
  let written = 0;
  createStore(db).write((write) => {
    const append = appender(write, { terminalId, businessDate: QUEUE_DAY }, Date.parse(`${QUEUE_DAY}T00:00:00.000Z`));
    while (written < count) {
      const entries = [...(sales % SALES_PER_SHIFT === 0 ? opening(sales) : []), ...saleEntries(sales, cards, payments)];
      // The last sale may be cut off, as it would be in a shop; its end comes with the next queue.
      for (const [type, payload] of entries.slice(0, count - written)) append(type, payload);
      written += Math.min(entries.length, count - written);
      sales += 1;
    }
  });
  const completed = (db.prepare(`SELECT count(*) AS count FROM journal WHERE type = 'sale.completed'`).get() as { count: number }).count;
  db.close();
  return { entries: count, sales: completed, payments };
}

type Fact = readonly [JournalType, unknown];

/** Every entry some seconds after the one before, as at a busy counter. */
const STEP_MS = 2500;

function appender(db: WriteDb, stamp: Omit<EntryStamp, 'at'>, fromMs: number): (type: JournalType, payload: unknown) => void {
  let atMs = fromMs;
  return (type, payload) => {
    atMs += STEP_MS;
    // The schema decides whether the payload is one of its type, before and again inside `appendEntry`.
    appendEntry(db, { ...stamp, at: new Date(atMs).toISOString() }, type, journalPayloads[type].parse(payload) as JournalPayload<typeof type>);
  };
}

function opening(sales: number): readonly Fact[] {
  return [
    ['terminal.started', { appVersion: 'bench' }],
    ['staff.signed_in', { staffId: 'c01' }],
    ['shift.opened', { shiftId: `sh-${sales}`, staffId: 'c01', floatFen: 50_000 }],
  ];
}

function saleEntries(index: number, cards: Cards, payments: SettledPayment[]): readonly Fact[] {
  const [saleId, paymentId, identityCheckId] = [v7(), v7(), v7()];
  const { ref, msisdnMasked, serviceEndOn } = benchSubscriber(cards.first + (index % cards.count));
  const shiftId = `sh-${index - (index % SALES_PER_SHIFT)}`;
  const isWallet = index % 2 === 1;
  const method = index % 4 === 1 ? 'wechat' : 'alipay';
  const amount = 6000;
  if (isWallet) payments.push({ paymentId, saleId, subscriberRef: ref, method, amountFen: amount });
  const paid = { paymentId, saleId };
  return [
    ['identity.checked', { identityCheckId, saleId, subscriberRef: ref, staffId: 'c01', documentType: 'PASSPORT', outcome: 'match', way: 'scanned' }],
    ...(isWallet ? [
      ['payment.started', { ...paid, shiftId, staffId: 'c01', subscriberRef: ref, method, way: 'payer-code', amount }],
      ['payment.settled', { ...paid, reference: orderNumber(index), approvalCode: null, cardLast4: null, staffId: null, approvalId: null, isForced: false }],
    ] satisfies Fact[] : []),
    ['sale.completed', {
      saleId, receiptNumber: `SZ001-01-261124-${String(index).padStart(6, '0')}`, shiftId, staffId: 'c01', begunByStaffId: 'c01', subscriber: { ref, msisdnMasked },
      lines: [{ planId: 'plus-60', planVersion: 1, months: 1, amount }], total: amount,
      tenders: [isWallet ? { paymentId, method, amount, way: 'payer-code', reference: orderNumber(index) } : { paymentId, method: 'cash', amount, received: 10_000, change: 4000 }],
      identityCheckId, mode: 'online', expiryBefore: serviceEndOn, expectedExpiry: addDays(QUEUE_DAY, 80), quotedOn: QUEUE_DAY,
      invoiceToken: saleId.replaceAll('-', '').slice(0, 32),
    }],
    ['receipt.printed', { printJobId: v7(), saleId, shiftId, copyNumber: 0, staffId: 'c01', outcome: 'spooled', locale: 'zh-CN' }],
  ];
}

function orderNumber(index: number): string {
  return `2026112422001400${String(index).padStart(12, '0')}`;
}
