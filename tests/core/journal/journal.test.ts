// The journal's own protection: the database refuses changes, and whoever gets past it is found out.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openShift, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  await sell(till, { subscriber: 1 });
});
afterEach(() => till.close());

const withoutTriggers = (sql: string): string => `
  DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP TRIGGER journal_no_gap; PRAGMA foreign_keys = OFF; ${sql}`;

describe('journal', () => {
  it.each([
    ['an update', `UPDATE journal SET payload = '{}' WHERE seq = 2`, 'journal rows never change'],
    ['an update of all', `UPDATE journal SET at = at`, 'journal rows never change'],
    ['a delete', 'DELETE FROM journal WHERE seq = 1', 'journal rows are never deleted'],
    ['a replace', `INSERT OR REPLACE INTO journal SELECT seq, type, at, business_date, '{}', prev_hash, hash FROM journal WHERE seq = 1`, 'journal rows'],
    ['a gap', `INSERT INTO journal SELECT seq + 2, type, at, business_date, payload, prev_hash, hash FROM journal ORDER BY seq DESC LIMIT 1`, 'journal rows leave no gap'],
    ['a repeat', `INSERT INTO journal SELECT * FROM journal WHERE seq = 1`, 'journal rows leave no gap'],
  ])('[D5] the database refuses %s', (_name, sql, message) => {
    const before = till.rows('SELECT seq, hash FROM journal');
    expect(() => till.tamper(sql)).toThrow(message);
    expect(till.rows('SELECT seq, hash FROM journal')).toEqual(before);
  });

  it.each([
    ['a changed payload', `UPDATE journal SET payload = replace(payload, 'cash', 'gold') WHERE type = 'sale.completed'`],
    ['a changed time', `UPDATE journal SET at = '2026-11-24T02:00:00.001Z' WHERE seq = 3`],
    ['a payload that is no JSON', `UPDATE journal SET payload = '{"appVersion": ' WHERE seq = 3`],
    ['a payload that is no object', `UPDATE journal SET payload = '[1]' WHERE seq = 3`],
    ['a payload that SQLite reads and nobody else', `UPDATE journal SET payload = '{"a":"' || char(1) || '"}' WHERE seq = 3`],
    ['a date that is none', `UPDATE journal SET business_date = '2026' WHERE seq = 3`],
    ['a deleted row', `DELETE FROM journal WHERE seq = 3`],
  ])('[D7] %s is found at the next start and stops selling', async (_name, sql) => {
    const { dir } = till;
    await till.close();
    till.tamper(withoutTriggers(sql));
    till = await openTill({ gateway, dir, activationCode: null });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: 'journal-broken' });
    await till.signIn();
    expect(await till.call('sale.begin', { subscriberRef: refOf(3) })).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'journal-broken' } });
    expect(till.log.find((line) => line.event === 'journal.broken')?.fields).toMatchObject({ seq: expect.any(Number), reason: expect.any(String) });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'attention' });
  });

  it('[D7] an entry that cannot be read again is not written', async () => {
    const before = till.rows('SELECT count(*) AS n FROM journal');
    await expect(till.core.dispatch('window', 'session.sign-in', { staffId: 'c01', pin: '1357901357901' })).resolves.toMatchObject({ ok: false });
    expect(till.rows('SELECT count(*) AS n FROM journal')).toEqual(before);
  });
});
