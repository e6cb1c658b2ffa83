// The oracle beside a running simulation: after every event the terminal it touched is looked at, entry by entry, and at the end each as a whole.
import { createHash } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { readEntries } from '#gateway/journal/journal-repository.ts';
import { GENESIS, verifyChain, type ChainPosition, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { journalEntrySchema } from '#shared/contract/journal-entries.ts';
import { cashOf, violations, type Shown } from '#tests/support/oracle.ts';
import type { SimGateway } from './sim-gateway.ts';
import type { SimTill } from './sim-till.ts';

export interface Wrong {
  /** The oracle's rule, or one of the simulation's own. */
  readonly rule: string;
  readonly what: string;
  readonly terminal: number;
}

export interface Watch {
  readonly wrongs: readonly Wrong[];
  /** Sales seen in journals. */
  sales(): number;
  entries(): number;
  /** A customer was handed this receipt. */
  shown(till: SimTill, sale: Shown): void;
  /** This sale was begun for that customer, who wants one renewal. */
  begun(till: SimTill, saleId: string, customer: number): void;
  /** Something no clerk may ever be answered. */
  failed(till: SimTill, what: string): void;
  /** After an event at the terminal. Answers the entries that are new, for the digest. */
  look(till: SimTill): readonly JournalEntry[];
  /** After a request of the terminal reached the gateway. */
  lookAtGateway(till: SimTill): Promise<void>;
  /** Everything, by the whole oracle. The terminal is on. */
  lookAtWhole(till: SimTill): Promise<void>;
  close(): void;
}

interface Seen {
  dir: string;
  reader: Database.Database | null;
  terminalId: string | null;
  head: ChainPosition;
  readonly hashes: string[];
  readonly sold: Map<string, { readonly seq: number; readonly receiptNumber: string }>;
  readonly receiptNumbers: Set<string>;
  readonly voided: Set<string>;
  readonly shown: Shown[];
  shownChecked: number;
  readonly customerOf: Map<string, number>;
  readonly liveOf: Map<number, string>;
  readonly cashOf: Map<string, number>;
  heldThrough: number;
  readonly heldSales: Set<string>;
  failures: number;
}

interface RawEntry { seq: number; type: string; at: string; business_date: string; payload: string; prev_hash: string; hash: string }

const rawEntries = 'SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal WHERE seq > ? ORDER BY seq';
const drawers = `SELECT shift_id AS shiftId, sum(amount_fen) AS fen FROM money_line
  WHERE kind IN ('float', 'paid-in', 'paid-out', 'drop') OR (kind IN ('tender', 'tender-back') AND method = 'cash') GROUP BY shift_id`;
const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export function createWatch(gateway: SimGateway): Watch {
  const seen = new Map<number, Seen>();
  const wrongs: Wrong[] = [];
  const count = { sales: 0, entries: 0 };
  const of = (till: SimTill): Seen => {
    const known = seen.get(till.index);
    if (known !== undefined) return known;
    const fresh: Seen = {
      dir: '', reader: null, terminalId: null, head: GENESIS, hashes: [], sold: new Map(), receiptNumbers: new Set(), voided: new Set(), shown: [], shownChecked: 0,
      customerOf: new Map(), liveOf: new Map(), cashOf: new Map(), heldThrough: 0, heldSales: new Set(), failures: 0,
    };
    seen.set(till.index, fresh);
    return fresh;
  };
  const wrong = (till: SimTill, rule: string, what: string): void => void wrongs.push({ rule, what, terminal: till.index });

  /** A connection of its own to the terminal's file as it lies now; null while nothing lies there yet. */
  const readerOf = (till: SimTill, one: Seen): Database.Database | null => {
    if (one.reader !== null && one.dir === till.dir()) return one.reader;
    one.reader?.close();
    one.reader = null;
    if (!till.isOn()) return null;
    one.dir = till.dir();
    one.reader = new Database(path.join(one.dir, 'pos.db'), { readonly: true });
    // What was committed before the power went must be there after it.
    const { seq, hash } = one.head;
    const kept = seq === 0 ? { hash } : one.reader.prepare('SELECT hash FROM journal WHERE seq = ?').get(seq) as { hash: string } | undefined;
    if (kept?.hash !== hash) wrong(till, 'shown-is-journaled', `row ${seq} was committed and is gone`);
    return one.reader;
  };

  const take = (till: SimTill, one: Seen, entry: JournalEntry): void => {
    one.hashes.push(entry.hash);
    const { saleId, receiptNumber } = entry.payload as { saleId?: string; receiptNumber?: string };
    if (entry.type === 'sale.completed' && saleId !== undefined && receiptNumber !== undefined) {
      count.sales += 1;
      if (one.sold.has(saleId)) wrong(till, 'once-or-waiting', `the sale ${saleId} is in the journal twice`);
      if (one.receiptNumbers.has(receiptNumber)) wrong(till, 'shown-is-journaled', `${receiptNumber} was given out twice`);
      one.sold.set(saleId, { seq: entry.seq, receiptNumber });
      one.receiptNumbers.add(receiptNumber);
      soldTo(till, one, saleId);
    }
    if (entry.type === 'sale.voided' && saleId !== undefined) {
      one.voided.add(saleId);
      const customer = one.customerOf.get(saleId);
      if (customer !== undefined && one.liveOf.get(customer) === saleId) one.liveOf.delete(customer);
    }
    const [shiftId, fen] = cashOf(entry);
    if (shiftId !== null) one.cashOf.set(shiftId, (one.cashOf.get(shiftId) ?? 0) + fen);
  };

  const soldTo = (till: SimTill, one: Seen, saleId: string): void => {
    const customer = one.customerOf.get(saleId);
    if (customer === undefined) return wrong(till, 'sold-once', `the sale ${saleId} is nobody's`);
    const before = one.liveOf.get(customer);
    if (before !== undefined) wrong(till, 'sold-once', `the customer of ${before} was sold ${saleId} as well`);
    one.liveOf.set(customer, saleId);
  };

  const readFresh = (till: SimTill, one: Seen, reader: Database.Database, terminalId: string): readonly JournalEntry[] => {
    const fresh = (reader.prepare(rawEntries).all(one.head.seq) as RawEntry[]).map((row) => entryOf(row, terminalId));
    // The till's own id, as it stands in its file.
    const checked = verifyChain(fresh, { ...one.head, terminalId: terminalId as TerminalId }, sha256Hex);
    if (checked.ok) one.head = checked.value;
    else wrong(till, 'chain', `at the till, row ${checked.problem.seq}: ${checked.problem.reason}`);
    for (const entry of fresh) take(till, one, entry);
    count.entries += fresh.length;
    return fresh;
  };

  const checkShown = (till: SimTill, one: Seen): void => {
    for (const { saleId, receiptNumber } of one.shown.slice(one.shownChecked)) {
      if (one.sold.get(saleId)?.receiptNumber !== receiptNumber) wrong(till, 'shown-is-journaled', `${receiptNumber} was shown and is not in the journal`);
    }
    one.shownChecked = one.shown.length;
  };

  const checkDrawers = (till: SimTill, one: Seen, reader: Database.Database): void => {
    for (const { shiftId, fen } of reader.prepare(drawers).all() as { shiftId: string; fen: number }[]) {
      if (one.cashOf.get(shiftId) !== fen) wrong(till, 'drawer', `the shift ${shiftId} has ${fen} fen, the journal says ${one.cashOf.get(shiftId)}`);
    }
  };

  const look = (till: SimTill): readonly JournalEntry[] => {
    const one = of(till);
    for (const what of till.failures.slice(one.failures)) wrong(till, 'till-failed', what);
    one.failures = till.failures.length;
    const reader = readerOf(till, one);
    if (reader === null) return [];
    one.terminalId ??= (reader.prepare('SELECT terminal_id AS id FROM terminal').get() as { id: string } | undefined)?.id ?? null;
    if (one.terminalId === null) return [];
    const fresh = readFresh(till, one, reader, one.terminalId);
    checkShown(till, one);
    if (fresh.length > 0) checkDrawers(till, one, reader);
    const { acknowledged } = reader.prepare('SELECT acknowledged_through AS acknowledged FROM sync_progress').get() as { acknowledged: number };
    if (acknowledged > one.heldThrough) wrong(till, 'synced-is-there', `the till calls ${acknowledged} rows synced, the gateway has ${one.heldThrough}`);
    return fresh;
  };

  const lookAtGateway = async (till: SimTill): Promise<void> => {
    const one = of(till);
    if (one.terminalId === null) return;
    // Once more the last one known: the gateway, too, must not forget.
    const { entries, sales } = await gateway.held(one.terminalId, Math.max(0, one.heldThrough - 1));
    const from = Math.max(1, one.heldThrough);
    entries.forEach((entry, index) => {
      if (entry.seq !== from + index) wrong(till, 'chain', `at the gateway, row ${from + index} is missing before ${entry.seq}`);
      else if (one.hashes[entry.seq - 1] !== entry.hash) wrong(till, 'chain', `row ${entry.seq} is another at the gateway`);
    });
    const through = entries.at(-1)?.seq ?? 0;
    if (through < one.heldThrough) wrong(till, 'synced-is-there', `the gateway had ${one.heldThrough} rows and has ${through}`);
    for (const { saleId, seq } of sales) {
      if (one.sold.get(saleId)?.seq !== seq) wrong(till, 'once-or-waiting', `the gateway has a sale ${saleId} that was never made`);
      one.heldSales.add(saleId);
    }
    for (const [saleId, { seq }] of one.sold) {
      if (seq > one.heldThrough && seq <= through && !one.heldSales.has(saleId)) wrong(till, 'once-or-waiting', `the sale ${saleId} is not at the gateway`);
    }
    one.heldThrough = through;
  };

  const lookAtWhole = async (till: SimTill): Promise<void> => {
    look(till);
    const one = of(till);
    const { reader, terminalId } = one;
    if (reader === null || terminalId === null) return wrong(till, 'drained', 'it was never enrolled');
    const view = await till.call('sync.read', {});
    if (!view.ok) return wrong(till, 'till-failed', view.problem.code);
    const found = violations({
      terminalId, shown: one.shown,
      till: {
        journal: (reader.prepare(rawEntries).all(0) as RawEntry[]).map((row) => entryOf(row, terminalId)),
        acknowledgedThrough: (reader.prepare('SELECT acknowledged_through AS n FROM sync_progress').get() as { n: number }).n,
        saleIds: (reader.prepare('SELECT sale_id AS id FROM sale ORDER BY seq').all() as { id: string }[]).map(({ id }) => id),
        drawers: new Map((reader.prepare(drawers).all() as { shiftId: string; fen: number }[]).map(({ shiftId, fen }) => [shiftId, fen])),
        waitingSales: view.value.pendingSales,
      },
      gateway: {
        journal: await readEntries(gateway.db, terminalId, 0, 1_000_000),
        sales: await gateway.db.query('SELECT sale_id AS "saleId", status FROM sales WHERE terminal_id = $1', [terminalId]),
      },
    });
    for (const { rule, what } of found) wrong(till, rule, what);
    if (view.value.pendingCount > 0) wrong(till, 'drained', `${view.value.pendingCount} entries still wait: ${view.value.state} ${view.value.lastProblem ?? ''}`);
  };
  return {
    wrongs, look, lookAtGateway, lookAtWhole,
    sales: () => count.sales,
    entries: () => count.entries,
    shown: (till, sale) => {
      const one = of(till);
      one.shown.push(sale);
      look(till);
    },
    begun: (till, saleId, customer) => void of(till).customerOf.set(saleId, customer),
    failed: (till, what) => wrong(till, 'till-failed', what),
    close: () => {
      for (const one of seen.values()) one.reader?.close();
    },
  };
}

function entryOf(row: RawEntry, terminalId: string): JournalEntry {
  return journalEntrySchema.parse({
    terminalId, seq: row.seq, type: row.type, at: row.at, businessDate: row.business_date, payload: JSON.parse(row.payload), prevHash: row.prev_hash, hash: row.hash,
  });
}
