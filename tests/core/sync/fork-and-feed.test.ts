// Journals that no longer agree stop the till; gaps are filled; the carrier's feed arrives whole.
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { sha256Hex } from '#core/journal/append-entry.ts';
import { hashEntry } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { cash, changeAtCarrier, expectAllIsWell, heldEntries, heldSales, localEntries, msisdnOf, openShift, readySale, refOf, sell } from '#tests/support/builders.ts';
import { changesPath } from '#tests/support/fault-proxy.ts';
import { copyOfDir, openGateway, openTill, START_AT, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.mend();
  await till.close();
});

async function sellingTill(): Promise<OpenTill> {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  return till;
}

async function expectStopped(reason: string): Promise<void> {
  const draft = await till.call('sale.begin', { subscriberRef: refOf(90) });
  expect(draft).toEqual({ ok: false, problem: { code: 'till-stopped', reason } });
  expect(await till.call('shift.open', { floatFen: 0 })).toEqual({ ok: false, problem: { code: 'till-stopped', reason } });
  expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: reason });
  expect(await till.must('sync.read', {})).toMatchObject({ state: 'attention', lastProblem: reason });
}

describe('sync/fork', () => {
  it('[Y6] a restored older copy of the data is found out and stops selling; its sales stay readable (F10, F101)', async () => {
    await sellingTill();
    const early = await sell(till, { subscriber: 70 });
    const { dir } = till;
    await till.close();
    const copy = copyOfDir(dir);
    till = await openTill({ gateway, dir, activationCode: null });
    await till.signIn();
    const late = await sell(till, { subscriber: 71 });
    await till.close();
    till = await openTill({ gateway, dir: copy, activationCode: null });
    await till.signIn();
    await expectStopped('journal-fork');
    expect((await till.must('sale.read', { saleId: early.saleId })).receiptNumber).toBe(early.receiptNumber);
    till = await till.restart();
    await till.signIn('m01');
    await expectStopped('journal-fork');
    expect((await heldSales(gateway, till.terminalId())).map(({ saleId }) => saleId)).toEqual([early.saleId, late.saleId]);
  });

  it('[Y6] [D20] no journal is begun anew beside the keys, and one begun under the same name is found out at the first contact (F10)', async () => {
    const activationCode = await gateway.activationCode();
    till = await openTill({ gateway, activationCode });
    await till.signIn();
    await openShift(till);
    const sale = await sell(till, { subscriber: 72 });
    const terminalId = till.terminalId();
    const { dir } = till;
    await till.close();
    for (const file of ['pos.db', 'pos.db-wal', 'pos.db-shm']) rmSync(path.join(dir, file), { force: true });
    till = await openTill({ gateway, dir, activationCode });
    expect(await till.call('terminal.read', {})).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'books-missing' } });
    await till.close();
    // As if the enrolment had been cut off before its last key came: the device key alone makes the same terminal.
    rmSync(path.join(dir, 'keys', 'directory.key'));
    till = await openTill({ gateway, dir, activationCode });
    expect(till.terminalId()).toBe(terminalId);
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: 'journal-fork' });
    expect((await heldSales(gateway, terminalId)).map(({ saleId }) => saleId)).toEqual([sale.saleId]);
  });

  it('[Y6] with keys and books gone a used code does not make a terminal again (F10)', async () => {
    const activationCode = await gateway.activationCode();
    till = await openTill({ gateway, activationCode });
    await till.close();
    till = await openTill({ gateway, activationCode });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'enrolling', terminalId: null });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'attention', lastProblem: 'activation-used' });
  });

  it('[Y6] a revoked terminal stops selling', async () => {
    await sellingTill();
    await gateway.db.query(`UPDATE terminals SET status = 'revoked' WHERE terminal_id = $1`, [till.terminalId()]);
    await till.sync();
    await expectStopped('terminal-revoked');
  });

  it('[Y5] gives a gateway that lost its tail the missing entries again, also hundreds of them', async () => {
    await sellingTill();
    const sale = await sell(till, { subscriber: 73 });
    const { dir } = till;
    await till.close();
    growJournal(dir, 650);
    till = await openTill({ gateway, dir, activationCode: null });
    await till.signIn();
    expect((await heldEntries(gateway, till.terminalId())).length).toBe(localEntries(till).length);
    await loseTail(gateway, till.terminalId(), 2);
    const next = await sell(till, { subscriber: 74 });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0 });
    await expectAllIsWell(till, gateway, [sale, next]);
  });
});

/** Many entries at once, as weeks without a network would leave them. The till must be closed. */
function growJournal(dir: string, count: number): void {
  const db = new Database(path.join(dir, 'pos.db'));
  // Columns are named in the statements.
  const { terminal_id: terminalId } = db.prepare('SELECT terminal_id FROM terminal').get() as { terminal_id: TerminalId };
  let head = db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() as { seq: number; hash: string };
  const insert = db.prepare('INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let n = 0; n < count; n += 1) {
      const entry = {
        terminalId, seq: head.seq + 1, type: 'terminal.started', at: START_AT, businessDate: dateSchema.parse('2026-11-24'),
        payload: { appVersion: `0.0.${n}` }, prevHash: head.hash,
      };
      const hash = hashEntry(entry, sha256Hex);
      insert.run(entry.seq, entry.type, entry.at, entry.businessDate, JSON.stringify(entry.payload), entry.prevHash, hash);
      head = { seq: entry.seq, hash };
    }
  })();
  db.close();
}

/** The gateway is set back to an older state, as after a restore over there. */
async function loseTail({ db }: TestGateway, terminalId: string, keep: number): Promise<void> {
  await db.query('ALTER TABLE journal DISABLE TRIGGER journal_is_append_only');
  await db.query('DELETE FROM journal WHERE terminal_id = $1 AND seq > $2', [terminalId, keep]);
  await db.query('ALTER TABLE journal ENABLE TRIGGER journal_is_append_only');
  await db.query('UPDATE terminals SET head_seq = $2, head_hash = (SELECT hash FROM journal WHERE terminal_id = $1 AND seq = $2) WHERE terminal_id = $1', [terminalId, keep]);
}

describe('sync/feed', () => {
  it('[Y10] receives pages cut in the middle again, none lost and none twice (F32)', async () => {
    await sellingTill();
    for (const number of [80, 81, 82]) await changeAtCarrier(gateway, number, { balanceFen: 4242 as never });
    gateway.proxy.cutAfter(50, changesPath);
    const { changes_cursor: before } = till.rows<{ changes_cursor: string }>('SELECT changes_cursor FROM sync_progress')[0] ?? { changes_cursor: '' };
    const cursorAtCut: string[] = [];
    till.core.onTopic(() => cursorAtCut.push(till.rows<{ cursor: string }>('SELECT changes_cursor AS cursor FROM sync_progress')[0]?.cursor ?? ''));
    await till.sync();
    await till.sync();
    expect(cursorAtCut[0]).toBe(before);
    for (const number of [80, 81, 82]) expect(await till.must('subscriber.look-up', { key: msisdnOf(number) })).toMatchObject({ balanceFen: 4242 });
    expect(till.rows('SELECT count(*) AS n FROM subscriber')).toEqual([{ n: 240 }]);
  });

  it('[Y10] a crash around the commit of a page leaves rows and cursor together (F32)', async () => {
    await sellingTill();
    let strikes = 0;
    const { dir } = till;
    await till.close();
    for (const point of ['changes.before-apply', 'changes.after-apply'] as const) {
      await changeAtCarrier(gateway, 83, { balanceFen: (100 + strikes) as never });
      till = await openTill({ gateway, dir, activationCode: null, replace: { probe: { reach: (reached) => {
        if (reached !== point || strikes % 2 === 1) return;
        strikes += 1;
        throw new Error('struck');
      } } } });
      await till.signIn();
      await till.sync();
      expect(await till.must('subscriber.look-up', { key: msisdnOf(83) })).toMatchObject({ balanceFen: 100 + strikes - 1 });
      strikes += 1;
      await till.close();
    }
    till = await openTill({ gateway, dir, activationCode: null });
  });

  it('[Y11] a fresh look-up that reaches the carrier ends the outage at once, and one that does not begins it', async () => {
    await sellingTill();
    gateway.proxy.goDown();
    expect(await till.call('subscriber.refresh', { key: msisdnOf(84) })).toEqual({ ok: false, problem: { code: 'gateway-unreachable' } });
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', isReachable: false });
    gateway.proxy.comeBack();
    expect(await till.must('subscriber.refresh', { key: msisdnOf(84) })).toMatchObject({ source: 'fresh' });
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', isReachable: true });
  });

  it('[Y12] a till that lost its device key refuses to work and says why, instead of calling itself online (F97)', async () => {
    await sellingTill();
    const { dir } = till;
    await till.close();
    rmSync(path.join(dir, 'keys', 'device.key'));
    till = await openTill({ gateway, dir, activationCode: null });
    expect(await till.call('terminal.read', {})).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'keys-missing' } });
  });

  it('[Y2] outcomes and second sales of one card arrive in order (F21, F31)', async () => {
    await sellingTill();
    const first = await readySale(till, { subscriber: 85 });
    const sold = await till.must('sale.complete', cash(first));
    // The next sale is committed while the first is on its way.
    const second = await readySale(till, { subscriber: 85 });
    const soldToo = await till.must('sale.complete', cash(second));
    await till.idle();
    await till.sync();
    await till.sync();
    expect(await till.must('subscriber.look-up', { key: msisdnOf(85) })).toMatchObject({ expiryOn: soldToo.expectedExpiry, waitingSales: 0 });
    await expectAllIsWell(till, gateway, [sold, soldToo]);
  });
});
