// The journal exported from whole and from damaged files: what is in the export, what is said of the rest.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS, verifyChain, type JournalEntry } from '#shared/domain/journal-chain.ts';
import { dateSchema, storeIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { appendEntry, sha256Hex } from '#core/journal/append-entry.ts';
import { exportJournal, type ExportOrder } from '#core/rescue/export-journal.ts';
import { DATABASE_FILE, openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';
import { insertTerminal } from '#core/terminal/terminal-repository.ts';
import { savePerson } from '#core/staff/staff-repository.ts';
import { advance } from '#core/sync/sync-repository.ts';
import { makeDir, removeDir } from '#tests/support/open-till.ts';

const AT = '2026-11-24T02:00:00.000Z';
const terminalId = terminalIdSchema.parse('T-0001');
const dirs: string[] = [];
let dir: string;
let store: Store;
beforeEach(() => {
  dir = makeDir('export-');
  dirs.push(dir);
  const opened = openStore({ dataDir: dir, sqliteBinding: null, at: AT });
  if (!opened.ok) throw new Error(opened.problem.code);
  store = opened.value;
  isOpen = true;
  store.write((db) => {
    insertTerminal(db, { terminalId, storeId: storeIdSchema.parse('SZ-001'), gatewayUrl: 'https://gateway.test', isTraining: true, isKeySealed: false, enrolledAt: AT, keyPrint: 'of no key' });
    savePerson(db, { staffId: 'c01' as never, name: '李娜', role: 'clerk' }, 'a sealed hash');
  });
});
afterEach(() => leave());
afterAll(() => dirs.forEach(removeDir));

let isOpen = false;
/** Closes the till's file, once. */
function leave(): void {
  if (isOpen) store.close();
  isOpen = false;
}
const source = (): string => path.join(dir, DATABASE_FILE);
const target = (): string => path.join(dir, 'journal.jsonl');
const order = (change: Partial<ExportOrder> = {}): ExportOrder =>
  ({ source: source(), target: target(), format: 'jsonl', from: null, to: null, at: AT, appVersion: '0', sqliteBinding: null, ...change });

/** Rows of ten a day, the first day being 2026-11-01. */
function append(rows: number, note = 'x'.repeat(200)): void {
  store.write((db) => {
    for (let row = 0; row < rows; row += 1) {
      const businessDate = dateSchema.parse(`2026-11-${String(1 + Math.floor(row / 10) % 30).padStart(2, '0')}`);
      appendEntry(db, { terminalId, at: AT, businessDate }, 'payment.failed', { paymentId: `00000000-0000-7000-8000-${String(row).padStart(12, '0')}`, saleId: '00000000-0000-7000-8000-000000000000', reason: note } as never);
    }
  });
}

interface Line { readonly kind: string; readonly [member: string]: unknown }
const textOf = (): string => readFileSync(target(), 'utf8');
const linesOf = (): Line[] => textOf().trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
const entriesIn = (): JournalEntry[] => linesOf().filter(({ kind }) => kind === 'entry').map(({ kind: _kind, ...entry }) => ({ terminalId, ...entry }) as unknown as JournalEntry);

/** Overwrites the page a row lies on. */
function destroy(seq: number): void {
  leave();
  const db = new Database(source());
  const text = db.prepare('SELECT hash FROM journal WHERE seq = ?').pluck().get(seq) as string;
  db.pragma('wal_checkpoint(TRUNCATE)');
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const at = readFileSync(source()).indexOf(text);
  const file = openSync(source(), 'r+');
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, Math.floor(at / size) * size);
  closeSync(file);
}

describe('rescue/export-journal', () => {
  it('[RS1] holds every row, what is needed to read it, and a checksum', async () => {
    append(1234);
    const exported = await exportJournal(order());
    const entries = entriesIn();
    expect(exported).toMatchObject({ ok: true, value: { terminalId, rows: 1234, firstSeq: 1, lastSeq: 1234, isWhole: true, faultCount: 0, unread: [], maskedRows: 0 } });
    expect(verifyChain(entries, { ...GENESIS, terminalId }, sha256Hex)).toEqual({ ok: true, value: { seq: 1234, hash: entries.at(-1)?.hash } });
    expect(linesOf()[0]).toMatchObject({ kind: 'head', format: 'heyon-journal', version: 1, terminalId, from: null, to: null });
    expect(linesOf().filter(({ kind }) => kind === 'staff')).toEqual([{ kind: 'staff', data: { staffId: 'c01', name: '李娜', role: 'clerk' } }]);
    const end = textOf().lastIndexOf('{"kind":"end"');
    expect(linesOf().at(-1)).toMatchObject({ kind: 'end', rows: 1234, sha256: createHash('sha256').update(textOf().slice(0, end)).digest('hex') });
    expect(exported.ok && exported.value).toMatchObject({ sha256: createHash('sha256').update(readFileSync(target())).digest('hex'), bytes: statSync(target()).size });
  });

  it('[RS1] takes a range of business dates, from the till while it writes', async () => {
    append(100);
    const reached: number[] = [];
    const range = { from: dateSchema.parse('2026-11-03'), to: dateSchema.parse('2026-11-04') };
    const breathe = async (seq: number): Promise<void> => {
      reached.push(seq);
      append(10);
    };
    expect(await exportJournal(order({ ...range, breathe }))).toMatchObject({ ok: true, value: { rows: 20, firstSeq: 21, lastSeq: 40, firstDate: '2026-11-03', lastDate: '2026-11-04', isWhole: true } });
    expect(reached).toEqual([100]);
    expect(new Set(entriesIn().map(({ businessDate }) => businessDate))).toEqual(new Set(['2026-11-03', '2026-11-04']));
  });

  it('[RS1] as CSV: the columns of the table, of which none becomes a formula', async () => {
    append(3, '=1+1,"2"');
    leave();
    const db = new Database(source());
    db.exec(`DROP TRIGGER journal_no_update; UPDATE journal SET type = '=cmd' WHERE seq = 2`);
    db.close();
    expect(await exportJournal(order({ format: 'csv' }))).toMatchObject({ ok: true, value: { rows: 3, faultCount: 1 } });
    const [head, first, second] = textOf().split('\r\n');
    expect(head).toBe('\uFEFFseq,type,at,business_date,payload,prev_hash,hash');
    expect(first).toMatch(/^1,"payment\.failed","2026-11-24T02:00:00\.000Z","2026-11-01","\{""paymentId"".*"[0-9a-f]{64}"$/);
    expect(second).toMatch(/^2,"'=cmd",/);
  });

  it('[RS2] writes rows that do not fit and says what is wrong with each', async () => {
    append(50);
    leave();
    const db = new Database(source());
    db.exec(`DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP INDEX journal_of_sale;
      UPDATE journal SET payload = replace(payload, 'x', 'y') WHERE seq = 7;
      UPDATE journal SET payload = 'half of {' WHERE seq = 11;
      UPDATE journal SET hash = '${'0'.repeat(64)}' WHERE seq = 20;
      DELETE FROM journal WHERE seq BETWEEN 30 AND 33`);
    db.close();
    const faults = [{ seq: 7, fault: 'hash' }, { seq: 11, fault: 'unreadable' }, { seq: 20, fault: 'hash' }, { seq: 21, fault: 'prev-hash' }, { seq: 34, fault: 'gap' }];
    expect(await exportJournal(order())).toMatchObject({ ok: true, value: { rows: 46, isWhole: false, faultCount: 5, faults, unread: [] } });
    expect(linesOf().filter(({ fault }) => fault !== undefined).map(({ seq, fault }) => ({ seq, fault }))).toEqual(faults);
    expect(linesOf().find(({ seq }) => seq === 11)).toMatchObject({ payload: 'half of {' });
  });

  it('[RS3] exports what can be read around a destroyed page and names the rest', async () => {
    append(3000);
    const before = (await exportJournal(order())).ok && entriesIn();
    destroy(1500);
    const saved = await exportJournal(order({ target: `${target()}.2` }));
    if (!saved.ok || before === false) throw new Error('nothing was exported');
    const { rows, unread, isWhole, faultCount } = saved.value;
    expect({ isWhole, faultCount, ranges: unread.length }).toEqual({ isWhole: false, faultCount: 0, ranges: 1 });
    const lost = { from: unread[0]?.from ?? 0, to: unread[0]?.to ?? 0 };
    expect(lost.from <= 1500 && lost.to >= 1500 && lost.to - lost.from < 20).toBe(true);
    expect(rows).toBe(3000 - (lost.to - lost.from + 1));
    const kept = readFileSync(`${target()}.2`, 'utf8').split('\n').filter((line) => line.startsWith('{"kind":"entry"'));
    expect(kept).toEqual(textOf().split('\n').filter((line) => line.startsWith('{"kind":"entry"')).filter((_, index) => index + 1 < lost.from || index + 1 > lost.to));
  });

  it('[RS3] says so when the end of the journal cannot be read, and when nothing can', async () => {
    append(3000);
    destroy(3000);
    const saved = await exportJournal(order());
    expect(saved).toMatchObject({ ok: true, value: { isWhole: false, unread: [{ from: expect.any(Number), to: null }] } });
    expect(saved.ok && saved.value.rows).toBeGreaterThan(2950);
    writeFileSync(source(), 'no database at all, but long enough to be looked at '.repeat(100));
    expect(await exportJournal(order({ target: `${target()}.2` }))).toMatchObject({ ok: false, problem: { reason: 'source-unreadable' } });
    expect(readdirSync(dir).filter((name) => name.includes('.2'))).toEqual([]);
  });

  it('[RS4] blanks numbers of people in free text, says so, and holds neither keys nor PINs', async () => {
    append(1, '顾客13800138000要求改期');
    append(1, '证件 11010519491231002X 看不清');
    append(1, 'reference 2026112422001412345678901234 and 4200001234202611241234567890');
    expect(await exportJournal(order())).toMatchObject({ ok: true, value: { rows: 3, isWhole: true, maskedRows: 2 } });
    expect(linesOf().filter(({ kind }) => kind === 'entry').map(({ isMasked }) => isMasked)).toEqual([true, true, undefined]);
    expect(textOf()).toContain('顾客138****8000要求改期');
    expect(textOf()).toContain('证件 110***********002X 看不清');
    expect(textOf()).toContain('2026112422001412345678901234 and 4200001234202611241234567890');
    expect(textOf()).not.toMatch(/13800138000|11010519491231002X|a sealed hash/);
  });

  it('[RS5] changes nothing of the till\'s file, replaces nothing, and is for its owner alone', async () => {
    append(30);
    const before = [readFileSync(source()), readFileSync(`${source()}-wal`)];
    expect(await exportJournal(order())).toMatchObject({ ok: true, value: { rows: 30 } });
    expect([readFileSync(source()), readFileSync(`${source()}-wal`)]).toEqual(before);
    expect(statSync(target()).mode & 0o077).toBe(0);
    expect(await exportJournal(order())).toMatchObject({ ok: false, problem: { reason: 'exists' } });
    expect(await exportJournal(order({ target: path.join(dir, 'missing', 'x') }))).toMatchObject({ ok: false, problem: { reason: 'not-writable' } });
    expect(readdirSync(dir).filter((name) => name.includes('part') || name.includes('reading'))).toEqual([]);
  });

  it('[RS5] reads a file with its log in a folder that may not be written to', async () => {
    append(30);
    const locked = makeDir('export-locked-');
    dirs.push(locked);
    for (const end of ['', '-wal']) writeFileSync(path.join(locked, `${DATABASE_FILE}${end}`), readFileSync(`${source()}${end}`));
    chmodSync(locked, 0o500);
    try {
      expect(await exportJournal(order({ source: path.join(locked, DATABASE_FILE) }))).toMatchObject({ ok: true, value: { rows: 30, isWhole: true } });
      expect(readdirSync(dir).filter((name) => name.includes('reading'))).toEqual([]);
    } finally {
      chmodSync(locked, 0o700);
    }
  });

  it('[RS6] names what the carrier has not confirmed', async () => {
    append(30);
    store.write((db) => advance(db, 25, 'f'.repeat(64)));
    expect(await exportJournal(order())).toMatchObject({ ok: true, value: { confirmedThrough: 25, unconfirmedRows: 5, unconfirmedReceipts: [] } });
  });
});
