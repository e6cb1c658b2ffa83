// One press on the screen of a till that has stopped: what lies on the disk is saved beside it, and nothing of it is touched.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShift, sell } from '#tests/support/builders.ts';
import { copyOfDir, makeDir, openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let dir: string;
beforeAll(async () => {
  gateway = await openGateway();
  const till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  await sell(till, { subscriber: 30 });
  await till.sync();
  gateway.proxy.goDown();
  await sell(till, { subscriber: 31 });
  await till.close();
  gateway.proxy.comeBack();
  dir = till.dir;
});
afterAll(() => gateway.close());

/** A copy of the till's folder, changed, and opened. */
async function openChanged(change: (copy: string) => void, rescueDirs: readonly string[] = []): Promise<OpenTill> {
  const copy = copyOfDir(dir);
  change(copy);
  return openTill({ gateway, gatewayUrl: 'http://127.0.0.1:9', dir: copy, activationCode: null, rescueDirs });
}

function onFile(copy: string, sql: string): void {
  const db = new Database(path.join(copy, 'pos.db'));
  db.exec(sql);
  db.close();
}

interface Line { readonly kind: string; readonly seq?: number }
const linesOf = (file: string): Line[] => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Line);

describe('rescue/rescue-till', () => {
  it('[RS7] a journal that does not fit: every row is saved, and which do not fit is said', async () => {
    const till = await openChanged((copy) => onFile(copy, `DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3`));
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: 'journal-broken' });
    const rescued = await till.must('terminal.rescue', {});
    expect(rescued).toMatchObject({ isWhole: false, faultCount: 1, unreadRanges: 0 });
    // The sale that was made while the carrier was away exists nowhere else.
    expect(rescued.unconfirmedRows).toBeGreaterThan(0);
    expect(path.dirname(rescued.file)).toBe(path.join(till.dir, 'exports'));
    expect(linesOf(rescued.file).filter(({ kind }) => kind === 'entry')).toHaveLength(rescued.rows);
    expect(statSync(rescued.file).mode & 0o777).toBe(0o600);
    await till.close();
  });

  it.each([
    ['a newer program', 'database-newer', (copy: string): void => onFile(copy, 'PRAGMA user_version = 999')],
    ['another program', 'keys-missing', (copy: string): void => renameSync(path.join(copy, 'keys'), path.join(copy, 'keys-elsewhere'))],
  ])('[RS7] written by %s or without its keys (%s): saved all the same, and the file is what it was', async (_by, reason, change) => {
    const till = await openChanged(change);
    const before = readFileSync(path.join(till.dir, 'pos.db'));
    expect(await till.call('terminal.read', {})).toEqual({ ok: false, problem: { code: 'till-stopped', reason } });
    expect(await till.must('terminal.rescue', {})).toMatchObject({ isWhole: true, faultCount: 0, unreadRanges: 0 });
    expect(readFileSync(path.join(till.dir, 'pos.db')).equals(before)).toBe(true);
    await till.close();
  });

  it('[RS7] where its own folder takes nothing, a folder of the user does', async () => {
    const documents = path.join(makeDir('documents-'), 'new');
    const spoil = (copy: string): void => {
      onFile(copy, 'PRAGMA user_version = 999');
      // A file in the place of the folder: as root no rights would keep anybody out.
      writeFileSync(path.join(copy, 'exports'), '');
    };
    const till = await openChanged(spoil, [documents]);
    expect(path.dirname((await till.must('terminal.rescue', {})).file)).toBe(documents);
    await till.close();
    const nowhere = await openChanged(spoil);
    expect(await nowhere.call('terminal.rescue', {})).toEqual({ ok: false, problem: { code: 'rescue-failed', reason: 'not-writable' } });
    await nowhere.close();
  });

  it('[RS7] a file that is gone, or one without one readable row, is said', async () => {
    const gone = await openChanged((copy) => {
      renameSync(path.join(copy, 'pos.db'), path.join(copy, 'elsewhere.db'));
      mkdirSync(path.join(copy, 'pos.db'));
    });
    expect(await gone.call('terminal.rescue', {})).toEqual({ ok: false, problem: { code: 'rescue-failed', reason: 'nothing-readable' } });
    await gone.close();
    const noise = await openChanged((copy) => writeFileSync(path.join(copy, 'pos.db'), Buffer.alloc(65_536, 7)));
    expect(await noise.call('terminal.rescue', {})).toEqual({ ok: false, problem: { code: 'rescue-failed', reason: 'nothing-readable' } });
    await noise.close();
  });

  it('[RS7] a till that sells saves nothing this way, so nobody takes its books along without signing in', async () => {
    const till = await openChanged(() => undefined);
    expect(await till.call('terminal.rescue', {})).toEqual({ ok: false, problem: { code: 'rescue-not-needed' } });
    await till.close();
  });
});
