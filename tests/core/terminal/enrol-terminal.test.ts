// Enrolment: once, with one key, also when the answer is lost or somebody presses twice.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashActivationCode, readIdentity } from '#gateway/store/gateway-identity.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { MOST_WRONG_CODES } from '#gateway/terminals/enrol-terminal.ts';
import { entriesOf, heldEntries, localEntries } from '#tests/support/builders.ts';
import { openGateway, openTill, storeCode, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

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

/** The public half of the key in keys/, in the form the gateway keeps. */
function keyOnDisk(dir: string): string {
  // Written by the file keychain.
  const { data } = JSON.parse(readFileSync(path.join(dir, 'keys', 'device.key'), 'utf8')) as { data: string };
  return createPublicKey(createPrivateKey(data)).export({ type: 'spki', format: 'der' }).toString('base64');
}

async function keyAtGateway(terminalId: string): Promise<string | undefined> {
  const [row] = await gateway.db.query<{ key: string }>('SELECT public_key AS key FROM terminals WHERE terminal_id = $1', [terminalId]);
  return row?.key;
}

describe('terminal/enrol-terminal', () => {
  it('[E1] makes the terminal known, begins the journal and receives everything needed to sell', async () => {
    till = await openTill({ gateway });
    expect(await till.must('terminal.read', {})).toMatchObject({
      phase: 'ready', stoppedBy: null, storeId: 'SZ-001', isTraining: true, isKeySealed: false, todayOn: '2026-11-24', hotline: '400-000-0000',
    });
    expect((await till.must('staff.list', {})).map((person) => person.staffId)).toEqual(['c01', 'c02', 'm01', 'm02', 'a01']);
    expect(localEntries(till).map(({ seq, type, payload }) => ({ seq, type, payload }))).toEqual([
      { seq: 1, type: 'terminal.enrolled', payload: { storeId: 'SZ-001', terminalId: till.terminalId(), isTraining: true, isKeySealed: false } },
    ]);
    expect((await heldEntries(gateway, till.terminalId())).length).toBe(1);
    expect(till.rows('SELECT count(*) AS n FROM subscriber')).toEqual([{ n: 240 }]);
    expect(await keyAtGateway(till.terminalId())).toBe(keyOnDisk(till.dir));
  });

  it('[E2] tries again with the same key after a lost answer and is the same terminal', async () => {
    const before = await gateway.db.query('SELECT terminal_id FROM terminals');
    gateway.proxy.dropNextReply(/\/v1\/terminals$/);
    till = await openTill({ gateway });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'enrolling', terminalId: null });
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
    expect((await gateway.db.query('SELECT terminal_id FROM terminals')).length).toBe(before.length + 1);
  });

  it('[E2] a restart between request and answer changes nothing of that', async () => {
    const activationCode = await gateway.activationCode();
    gateway.proxy.dropNextReply(/\/v1\/terminals$/);
    till = await openTill({ gateway, activationCode });
    till = await till.restart({ activationCode });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
    expect(await keyAtGateway(till.terminalId())).toBe(keyOnDisk(till.dir));
  });

  it('[E3] two presses at once make one terminal, whose key is the one that is kept', async () => {
    till = await openTill({ gateway, activationCode: null });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'not-enrolled' });
    const activationCode = await gateway.activationCode();
    const replies = await Promise.all([1, 2, 3].map(() => till.call('terminal.enrol', { storeCode, activationCode })));
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.problem.code)).toSorted()).toEqual(['already-enrolled', 'already-enrolled', 'ok']);
    await till.idle();
    expect(await keyAtGateway(till.terminalId())).toBe(keyOnDisk(till.dir));
    till = await till.restart();
    await till.signIn();
    expect(await till.sync()).toMatchObject({ state: 'online' });
  });

  it('[E4] says apart: a wrong code, no gateway, and being enrolled already', async () => {
    till = await openTill({ gateway, activationCode: null });
    expect(await till.call('terminal.enrol', { storeCode, activationCode: 'NO-SUCH-CODE' })).toEqual({ ok: false, problem: { code: 'activation-refused' } });
    gateway.proxy.goDown();
    const activationCode = await gateway.activationCode();
    expect(await till.call('terminal.enrol', { storeCode, activationCode })).toEqual({ ok: false, problem: { code: 'gateway-unreachable' } });
    gateway.proxy.comeBack();
    gateway.proxy.failNext(1, 503, { code: 'overloaded' });
    expect(await till.call('terminal.enrol', { storeCode, activationCode })).toEqual({ ok: false, problem: { code: 'gateway-refused', reason: 'overloaded' } });
    expect(await till.must('terminal.enrol', { storeCode, activationCode })).toMatchObject({ phase: 'starting' });
    await till.idle();
    expect(await till.call('terminal.enrol', { storeCode, activationCode })).toEqual({ ok: false, problem: { code: 'already-enrolled' } });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
  });

  it('[E4] says apart: a used code, one that is too old, and too many that do not exist', async () => {
    const { codeSecret } = await readIdentity(gateway.db);
    const life = { madeAt: '2026-11-20T00:00:00.000Z', expiresAt: '2026-11-24T01:59:59.999Z' };
    await insertActivationCode(gateway.db, storeCode, hashActivationCode(codeSecret, storeCode, 'TOO-OLD-1'), life);
    const usedCode = await gateway.activationCode();
    await (await openTill({ gateway, activationCode: usedCode })).close();
    till = await openTill({ gateway, activationCode: null });
    const enrol = async (activationCode: string, store = storeCode) => till.call('terminal.enrol', { storeCode: store, activationCode });
    expect(await enrol(usedCode)).toEqual({ ok: false, problem: { code: 'activation-used' } });
    expect(await enrol('TOO-OLD-1')).toEqual({ ok: false, problem: { code: 'activation-expired' } });
    for (let tries = 0; tries < MOST_WRONG_CODES; tries += 1) await enrol('NO-SUCH-CODE', 'SZ-901');
    expect(await enrol('NO-SUCH-CODE', 'SZ-901')).toEqual({ ok: false, problem: { code: 'activation-paused', waitSeconds: 600 } });
    expect(await enrol(await gateway.activationCode())).toMatchObject({ ok: true });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'starting' });
  });

  it.each(['http://gateway.example', 'http://10.0.0.7:8080', 'ftp://127.0.0.1', 'gateway.example', ''])('[E6] sends no code to %j', async (gatewayUrl) => {
    till = await openTill({ gateway, activationCode: null, gatewayUrl });
    expect(await till.call('terminal.enrol', { storeCode, activationCode: 'TRAIN-0001' })).toEqual({ ok: false, problem: { code: 'gateway-insecure' } });
  });

  it('[E7] a terminal that sells for real keeps to the gateway it enrolled with; in training the host names it', async () => {
    const elsewhere = 'http://127.0.0.1:9';
    till = await openTill({ gateway });
    till = await till.restart({ gatewayUrl: elsewhere });
    expect(await till.must('sync.read', {})).toMatchObject({ isReachable: false });
    till.tamper('UPDATE terminal SET is_training = 0');
    till = await till.restart({ gatewayUrl: elsewhere });
    expect(await till.must('sync.read', {})).toMatchObject({ isReachable: true });
  });

  it('[E5] an enrolled terminal whose keys are gone, damaged or sealed elsewhere stops, and replaces none of them', async () => {
    till = await openTill({ gateway });
    await till.close();
    const { dir } = till;
    const stopped = { ok: false, problem: { code: 'till-stopped', reason: 'keys-missing' } };
    for (const name of ['store', 'directory', 'device']) {
      const file = path.join(dir, 'keys', `${name}.key`);
      const good = readFileSync(file);
      for (const bad of ['{"sealed":true,"data":"AAAA"}', 'not a key']) {
        writeFileSync(file, bad);
        till = await openTill({ gateway, dir, activationCode: null });
        expect(await till.call('terminal.read', {})).toEqual(stopped);
        await till.close();
        expect(readFileSync(file, 'utf8')).toBe(bad);
      }
      writeFileSync(file, good);
    }
    till = await openTill({ gateway, dir, activationCode: null });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
    expect(entriesOf(till, 'terminal.started').length).toBe(1);
  });
});
