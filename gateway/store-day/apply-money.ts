// What new journal entries mean for money: sales, voids, refunds, shifts. Inside the transaction that keeps the entries.
import { hourInZone } from '#shared/domain/business-date.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { journalPayloads } from '#shared/contract/journal-entries.ts';
import { lockPublishing } from '../changes/publish-change.ts';
import { applyRefundEntry } from '../refunds/apply-refund-entry.ts';
import { applySales, readSales } from '../sales/apply-sales.ts';
import { findOutcomes } from '../sales/sale-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { together } from '../store/together.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { noteAttention } from './attention-repository.ts';
import { linesOfClose, linesOfRefund, linesOfSale, linesOfVoid, type StoreLine } from './lines-of-entry.ts';
import { hasVoid, insertStoreLines, type EntryLines } from './store-line-repository.ts';
import { zoneOfStore } from './store-time.ts';

export interface MoneyBatch {
  readonly entries: readonly JournalEntry[];
  readonly voidedSaleIds: readonly string[];
  readonly now: string;
}

const moneyTypes: ReadonlySet<string> = new Set(['sale.completed', 'sale.voided', 'refund.completed', 'shift.opened', 'shift.closed']);

/** An entry that cannot be read moves nothing and holds up nothing. */
export async function applyMoney(tx: SqlRunner, terminal: TerminalRow, batch: MoneyBatch): Promise<void> {
  const entries = batch.entries.filter(({ type }) => moneyTypes.has(type));
  if (entries.length === 0) return;
  const [, zone, sales] = await together([lockPublishing(tx), zoneOfStore(tx, terminal.storeId), Promise.resolve(readSales(entries))]);
  const counted = (entry: JournalEntry, staffId: string, lines: readonly StoreLine[]): EntryLines => (
    { seq: entry.seq, businessDate: entry.businessDate, hour: hourInZone(entry.at, zone), staffId, lines }
  );
  const taken = await applySales(tx, terminal, sales, { ...batch, entries });
  const shifts = entries.flatMap((entry) => {
    const found = linesOfShift(entry);
    return found === null ? [] : [counted(entry, found.staffId, found.lines)];
  });
  await insertStoreLines(tx, terminal, [...taken.map(({ entry, sale }) => counted(entry, sale.staffId, linesOfSale(sale))), ...shifts]);
  // In order and one by one: each takes its plan from the sale's line, and asks whether one before it took the same back.
  for (const entry of entries) {
    const found = await linesOfUndoing(tx, terminal, entry, batch.now);
    if (found !== null) await insertStoreLines(tx, terminal, [counted(entry, found.staffId, found.lines)]);
  }
}

interface Found { readonly staffId: string; readonly lines: readonly StoreLine[] }

async function linesOfUndoing(tx: SqlRunner, terminal: TerminalRow, entry: JournalEntry, now: string): Promise<Found | null> {
  if (entry.type === 'sale.voided') return voidLines(tx, terminal, entry, now);
  return entry.type === 'refund.completed' ? refundLines(tx, terminal, entry, now) : null;
}

function linesOfShift(entry: JournalEntry): Found | null {
  switch (entry.type) {
    case 'shift.opened': {
      const { data } = journalPayloads['shift.opened'].safeParse(entry.payload);
      return data ? { staffId: data.staffId, lines: [{ kind: 'shift-opened', amountFen: data.floatFen }] } : null;
    }
    case 'shift.closed': {
      const { data } = journalPayloads['shift.closed'].safeParse(entry.payload);
      return data ? { staffId: data.staffId, lines: linesOfClose(data) } : null;
    }
    default: return null;
  }
}

/** A void of a sale that was applied came too late: the money is counted as it moved, and a person is told. */
async function voidLines(tx: SqlRunner, terminal: TerminalRow, entry: JournalEntry, now: string): Promise<Found | null> {
  const { data } = journalPayloads['sale.voided'].safeParse(entry.payload);
  if (!data || await hasVoid(tx, data.saleId)) return null;
  const outcome = (await findOutcomes(tx, [data.saleId])).get(data.saleId);
  if (outcome?.status !== 'voided') {
    await noteAttention(tx, {
      terminalId: terminal.terminalId, kind: 'void-too-late', subject: data.saleId, saleId: data.saleId, amountFen: data.total, at: now, businessDate: entry.businessDate,
    });
  }
  return { staffId: data.staffId, lines: linesOfVoid(data) };
}

async function refundLines(tx: SqlRunner, terminal: TerminalRow, entry: JournalEntry, now: string): Promise<Found | null> {
  const { data } = journalPayloads['refund.completed'].safeParse(entry.payload);
  if (!data) return null;
  const isFirst = await applyRefundEntry(tx, terminal, { refund: data, businessDate: entry.businessDate, now });
  return isFirst ? { staffId: data.staffId, lines: linesOfRefund(data) } : null;
}
