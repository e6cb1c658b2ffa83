// pos doctor on real tills: what it finds, how grave that is, and that each finding says what to do in both languages.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '#scripts/pos/finding.ts';
import { judgeCertificate } from '#scripts/pos/look-at-gateway.ts';
import { openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { startTlsFront } from '#tests/support/tls-fronts.ts';
import { posOn } from './run-on.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway(new Date().toISOString());
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.clock.jumpTo(new Date().toISOString());
  till = await openTill({ gateway });
  await till.signIn();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

async function examined(): Promise<{ readonly code: number; readonly findings: readonly Finding[]; readonly levels: Readonly<Record<string, string>> }> {
  const { code, out } = await posOn(till.dir, ['doctor', '--json']);
  const { findings } = JSON.parse(out) as { findings: Finding[] };
  const worst = (area: string): string => ['fail', 'warn', 'ok'].find((level) => findings.some((one) => one.area === area && one.level === level)) ?? '';
  return { code, findings, levels: Object.fromEntries(findings.map(({ area }) => [area, worst(area)])) };
}

describe('pos doctor', () => {
  it('[ST11] looks at everything a till stands on, while it runs', async () => {
    await openShift(till);
    await sell(till, { subscriber: 1 });
    await till.sync();
    const { code, findings, levels } = await examined();
    // Keys in files and no backup yet are to be looked at, and are no failure.
    expect([code, levels]).toEqual([0, { disk: 'ok', journal: 'ok', queue: 'ok', printer: 'ok', backups: 'warn', keys: 'warn', gateway: 'ok', clock: 'ok', certificate: 'ok' }]);
    for (const { level, what, fix } of findings) {
      expect([what.en, what['zh-CN']]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\p{Script=Han}|MB|v\d/u)]);
      expect(fix === null).toBe(level === 'ok');
      if (fix !== null) expect([fix.en, fix['zh-CN']]).toEqual([expect.stringMatching(/[a-z]/), expect.stringMatching(/\p{Script=Han}/u)]);
    }
    expect((await posOn(till.dir, ['doctor'])).out).toMatch(/^ok {3}disk/m);
  });

  it('[ST11] finds the line down, sales that wait for a day, and a stopped till', async () => {
    await openShift(till);
    gateway.proxy.goDown();
    await sell(till, { subscriber: 2 });
    await till.close();
    till.tamper(`UPDATE sync_progress SET stopped_by = 'journal-fork'`);
    expect(await examined()).toMatchObject({ code: 1, levels: { gateway: 'fail', journal: 'fail', queue: 'ok' } });
    till.tamper(`UPDATE sync_progress SET stopped_by = NULL; DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = (SELECT max(seq) FROM journal)`);
    expect(await examined()).toMatchObject({ code: 1, levels: { journal: 'fail', queue: 'fail' } });
  });

  it('[ST11] finds keys that others can read, keys that are gone, and a backup that is damaged', async () => {
    await till.close();
    chmodSync(path.join(till.dir, 'keys', 'device.key'), 0o644);
    expect(await examined()).toMatchObject({ code: 1, levels: { keys: 'fail' } });
    rmSync(path.join(till.dir, 'keys', 'device.key'));
    const name = path.join(till.dir, 'backups');
    expect((await posOn(till.dir, ['backup', path.join(till.dir, 'x.db')])).code).toBe(0);
    mkdirSync(name);
    writeFileSync(path.join(name, 'pos-v1-2026-11-24T02-00-00-000Z.db'), 'no database '.repeat(1000));
    const { code, levels, findings } = await examined();
    expect([code, levels['keys'], levels['backups']]).toEqual([1, 'fail', 'fail']);
    expect(findings.find(({ area }) => area === 'keys')?.what.en).toBe('missing: device');
    writeFileSync(path.join(till.dir, 'pos.db'), 'no database '.repeat(1000));
    expect(await examined()).toMatchObject({ code: 1, levels: { journal: 'fail' } });
  });

  it('[ST11] finds a certificate nobody vouches for, and tells how long one is good', async () => {
    const front = await startTlsFront('a certificate nobody vouches for');
    await till.close();
    till.tamper(`UPDATE terminal SET gateway_url = '${front.url}'`);
    expect(await examined()).toMatchObject({ code: 1, levels: { certificate: 'fail', gateway: 'fail' } });
    await front.close();
    const now = Date.parse('2026-11-24T00:00:00Z');
    expect(judgeCertificate({ valid_to: 'Jan 24 00:00:00 2027 GMT' }, null, now)).toMatchObject({ level: 'ok', what: { en: 'good for 61 days' } });
    expect(judgeCertificate({ valid_to: 'Dec  1 00:00:00 2026 GMT' }, null, now)).toMatchObject({ level: 'warn', what: { en: 'good for 7 days' } });
    expect(judgeCertificate({ valid_to: 'Nov  1 00:00:00 2026 GMT' }, 'CERT_HAS_EXPIRED', now)).toMatchObject({ level: 'fail', what: { en: 'expired' } });
  });
});
