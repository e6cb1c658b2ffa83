// Signing in: who is at the till, who is locked out, and when the till locks itself.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openShift, readySale } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
});
afterEach(() => till.close());

const wrong = (staffId = 'c01'): Promise<unknown> => till.call('session.sign-in', { staffId, pin: '000000' });
const right = (staffId = 'c01', pin = '135790'): Promise<unknown> => till.call('session.sign-in', { staffId, pin });
const inSeconds = (seconds: number): string => new Date(Date.parse(gateway.clock.now()) + seconds * 1000).toISOString();

describe('staff/sign-in', () => {
  it('[H1] signs in with the PIN, journals it, and knows nobody else', async () => {
    expect(await right()).toEqual({ ok: true, value: { state: 'signed-in', person: { staffId: 'c01', name: '陈练一', role: 'clerk' }, idleLockSeconds: 120 } });
    expect(await till.call('session.sign-in', { staffId: 'nobody', pin: '135790' })).toEqual({ ok: false, problem: { code: 'staff-unknown' } });
    expect(entriesOf(till, 'staff.signed_in').map((entry) => entry.payload)).toEqual([{ staffId: 'c01' }]);
    expect(await till.must('session.sign-out', {})).toMatchObject({ state: 'signed-out', person: null });
    expect(entriesOf(till, 'staff.signed_out').map((entry) => entry.payload)).toEqual([{ staffId: 'c01' }]);
    expect(await till.call('shift.current', {})).toEqual({ ok: false, problem: { code: 'sign-in-needed' } });
  });

  it('[H2] five wrong PINs lock the person for a minute, each further one for twice as long; every one is journaled', async () => {
    for (const triesLeft of [4, 3, 2, 1]) expect(await wrong()).toEqual({ ok: false, problem: { code: 'pin-wrong', triesLeft } });
    expect(await wrong()).toEqual({ ok: false, problem: { code: 'staff-locked', until: inSeconds(60) } });
    const until = inSeconds(60);
    expect(await right()).toEqual({ ok: false, problem: { code: 'staff-locked', until } });
    expect(await right('c02', '246802')).toMatchObject({ ok: true });
    till = await till.restart();
    expect(await right()).toEqual({ ok: false, problem: { code: 'staff-locked', until } });
    gateway.clock.advance(60_001);
    await till.idle();
    expect(await wrong()).toEqual({ ok: false, problem: { code: 'staff-locked', until: inSeconds(120) } });
    gateway.clock.advance(120_001);
    await till.idle();
    expect(await right()).toMatchObject({ ok: true });
    expect(await wrong()).toEqual({ ok: false, problem: { code: 'pin-wrong', triesLeft: 4 } });
    expect(entriesOf(till, 'staff.pin_failed').map((entry) => entry.payload['failures'])).toEqual([1, 2, 3, 4, 5, 6, 1]);
  });

  it('[H2] tries sent all at once get no more chances than tries one by one', async () => {
    const tries = [...Array.from({ length: 9 }, () => wrong()), right()];
    const replies = await Promise.all(tries);
    expect(replies.at(-1)).toMatchObject({ ok: false, problem: { code: 'staff-locked' } });
    expect(entriesOf(till, 'staff.pin_failed').length).toBe(5);
    expect(await till.must('session.read', {})).toMatchObject({ state: 'signed-out' });
  });

  it('[H3] locks after two idle minutes by a clock that nobody can set, and keeps the sale (F106)', async () => {
    await till.signIn();
    await openShift(till);
    const draft = await readySale(till, { subscriber: 1 });
    gateway.clock.jumpTo('2026-11-24T01:00:00.000Z');
    expect(await till.must('session.read', {})).toMatchObject({ state: 'signed-in' });
    gateway.clock.jumpTo('2026-11-24T02:30:00.000Z');
    expect(await till.must('session.read', {})).toMatchObject({ state: 'signed-in' });
    gateway.clock.advance(100_000);
    await till.idle();
    await till.must('session.touch', {});
    gateway.clock.advance(100_000);
    await till.idle();
    expect(await till.must('session.read', {})).toMatchObject({ state: 'signed-in' });
    gateway.clock.advance(20_001);
    await till.idle();
    expect(await till.must('session.read', {})).toMatchObject({ state: 'locked', person: { staffId: 'c01' } });
    expect(await till.call('sale.current', {})).toEqual({ ok: false, problem: { code: 'session-locked' } });
    expect(await till.call('session.touch', {})).toEqual({ ok: false, problem: { code: 'session-locked' } });
    await till.signIn('c02');
    expect((await till.must('sale.current', {})).draft?.saleId).toBe(draft.saleId);
  });

  it('[H3] asks for the PIN again after a restart, and keeps windows apart', async () => {
    await till.signIn();
    expect(await till.must('session.read', {}, 'other window')).toMatchObject({ state: 'signed-out' });
    await till.must('session.lock', {});
    expect(await till.must('session.read', {})).toMatchObject({ state: 'locked' });
    till = await till.restart();
    expect(await till.must('session.read', {})).toEqual({ state: 'signed-out', person: null, idleLockSeconds: 120 });
  });

  it('[H5] somebody the carrier has taken off the list can do nothing more, at once', async () => {
    await till.signIn('c02');
    await till.signIn('c01', 'other window');
    till.tamper(`DELETE FROM staff WHERE staff_id = 'c02'`);
    expect(await till.call('shift.open', { floatFen: 0 })).toEqual({ ok: false, problem: { code: 'sign-in-needed' } });
    expect(await till.must('session.read', {})).toMatchObject({ state: 'signed-out', person: null });
    expect(entriesOf(till, 'shift.opened')).toEqual([]);
    expect(await till.call('shift.open', { floatFen: 0 }, 'other window')).toMatchObject({ ok: true });
  });

  it('[H4] keeps PIN hashes sealed: the file tells nobody how to guess', () => {
    for (const { pin } of till.rows<{ pin: string }>('SELECT pin_hash_sealed AS pin FROM staff')) expect(pin).not.toContain('scrypt');
  });
});
