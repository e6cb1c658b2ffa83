// pos export on a real till: the rows, the word about it in the journal, and a till that is damaged.
import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS, verifyChain, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { sha256Hex } from '#core/journal/append-entry.ts';
import { entriesOf, expectAllIsWell, localEntries, openShift, sell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { posOn } from './run-on.ts';

let gateway: TestGateway;
let till: OpenTill;
let target: string;
beforeAll(async () => {
  gateway = await openGateway(new Date().toISOString());
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.clock.jumpTo(new Date().toISOString());
  till = await openTill({ gateway });
  await till.signIn();
  target = path.join(makeDir('export-'), 'journal.jsonl');
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const entriesIn = (file: string): JournalEntry[] => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string })
  .filter(({ kind }) => kind === 'entry').map(({ kind: _kind, ...entry }) => ({ terminalId: till.terminalId() as TerminalId, ...entry }) as unknown as JournalEntry);

describe('pos export', () => {
  it('[ST7] writes the journal of a running till, journals that, and the carrier gets the word', async () => {
    await openShift(till);
    const sale = await sell(till, { subscriber: 1 });
    const before = localEntries(till);
    const { code, out } = await posOn(till.dir, ['export', target, '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ ok: true, file: target, format: 'jsonl', rows: before.length, isWhole: true, isNoted: true, unconfirmedRows: 0 })]);
    const entries = entriesIn(target);
    expect(entries.map(({ seq, hash }) => ({ seq, hash }))).toEqual(before.map(({ seq, hash }) => ({ seq, hash })));
    expect(verifyChain(entries, { ...GENESIS, terminalId: till.terminalId() as TerminalId }, sha256Hex)).toMatchObject({ ok: true });
    expect(entriesOf(till, 'journal.exported')[0]?.payload).toEqual({ from: sale.businessDate, to: sale.businessDate, format: 'jsonl', rows: before.length });
    await till.sync();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[ST7] names the slips the carrier does not have, and takes a range of dates as CSV', async () => {
    const { businessDate } = await openShift(till);
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 2 });
    const far = await posOn(till.dir, ['export', target, '--from', '2031-01-01', '--format', 'csv']);
    expect(far).toMatchObject({ code: 0, out: expect.stringContaining(': 0 rows,') });
    expect(far.out).toContain(`slips of sales among them: ${sale.receiptNumber}`);
    expect(await posOn(till.dir, ['export', target])).toMatchObject({ code: 1, out: expect.stringContaining('a file of this name is there already') });
    await posOn(till.dir, ['export', `${target}.csv`, '--from', businessDate, '--to', businessDate, '--format', 'csv']);
    expect(readFileSync(`${target}.csv`, 'utf8').trimEnd().split('\r\n')).toHaveLength(localEntries(till).length);
  });

  it('[ST7] of a damaged till: what can be read, exit code 1, and no row more in the journal', async () => {
    await openShift(till);
    await sell(till, { subscriber: 3 });
    await till.close();
    const file = path.join(till.dir, 'pos.db');
    const db = new Database(file);
    db.exec(`DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2`);
    const rows = db.prepare('SELECT count(*) FROM journal').pluck().get();
    db.close();
    const { code, out } = await posOn(till.dir, ['export', target]);
    expect(code).toBe(1);
    expect(out).toContain('the journal is NOT whole:\n  row 2: its content is not what its hash was made of');
    expect([entriesIn(target).length, localEntries(till).length]).toEqual([rows, rows]);
  });
});
