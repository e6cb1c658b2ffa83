// A second person's word at the till and over the phone, through the one door, on real tills.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { fen } from '#shared/domain/fen.ts';
import { trainingConfig } from '#gateway/training/store-and-plans.ts';
import { entriesOf, publishConfig } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(async () => {
  till = await readyTill();
  await till.signIn();
});
afterEach(async () => {
  await till.close();
});

/** Tills that share a clock cannot be told apart by its timers: wait until this one has its people. */
async function readyTill(): Promise<OpenTill> {
  const opened = await openTill({ gateway });
  await until(async () => {
    opened.core.wake();
    return (await opened.must('terminal.read', {})).phase === 'ready';
  });
  return opened;
}

const act = (amountFen = 3000, subject: string = v7()): { operation: 'refund.start'; amountFen: number; subject: string } => ({ operation: 'refund.start', amountFen, subject });
const problem = (reply: { ok: boolean }): unknown => (reply.ok ? 'granted' : (reply as unknown as { problem: { code: string } }).problem.code);

describe('approval/at the till', () => {
  it('[AP2] names the managers who may be asked, never the person who asks', async () => {
    const need = await till.must('approval.need', act());
    expect(need).toMatchObject({ isNeeded: true, canUseCode: true });
    expect(need.approvers.map(({ staffId }) => staffId)).toEqual(['m01', 'm02']);
    await till.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'other');
    const ofManager = await till.must('approval.need', act(), 'other');
    expect(ofManager.approvers.map(({ staffId }) => staffId)).toEqual(['m02']);
  });

  it('[AP2] needs nobody where the configuration says so', async () => {
    await publishConfig(gateway, { approvals: { ...trainingConfig.approvals, 'refund.start': { need: 'above', aboveFen: fen(3000), exemptsManagers: true } } });
    await till.sync();
    expect(await till.must('approval.need', act(3000))).toMatchObject({ isNeeded: false });
    expect(await till.must('approval.need', act(3001))).toMatchObject({ isNeeded: true });
    await publishConfig(gateway, {});
  });

  it('[AP3] a manager types a PIN for one act, for a minute; the journal names both; nobody is signed in by it', async () => {
    const asked = act();
    const grant = await till.must('approval.grant', { ...asked, approverId: 'm01', pin: pins['m01'] ?? '' });
    expect(Date.parse(grant.expiresAt) - Date.parse(till.clock.now())).toBe(60_000);
    expect(entriesOf(till, 'approval.granted').map(({ payload }) => payload)).toEqual([
      { approvalId: grant.approvalId, operation: 'refund.start', amount: 3000, subject: asked.subject, approverId: 'm01', askedBy: 'c01', way: 'pin' },
    ]);
    expect(await till.must('session.read', {})).toMatchObject({ person: { staffId: 'c01' } });
  });

  it('[AP3] refuses one’s own word, a clerk’s, an auditor’s and a stranger’s', async () => {
    const ask = async (approverId: string, pin = pins[approverId] ?? '0000'): Promise<unknown> => problem(await till.call('approval.grant', { ...act(), approverId, pin }));
    expect([await ask('c01'), await ask('c02'), await ask('a01'), await ask('x99')]).toEqual(['approval-own', 'approval-not-allowed', 'approval-not-allowed', 'staff-unknown']);
    expect(till.rows('SELECT * FROM approval')).toEqual([]);
  });

  it('[AP4] wrong PINs count as at sign-in, are journaled, and lock the approver here and there', async () => {
    const guess = async (): Promise<unknown> => problem(await till.call('approval.grant', { ...act(), approverId: 'm01', pin: '000000' }));
    expect([await guess(), await guess(), await guess(), await guess(), await guess()]).toEqual(['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-wrong', 'staff-locked']);
    expect(problem(await till.call('approval.grant', { ...act(), approverId: 'm01', pin: pins['m01'] ?? '' }))).toBe('staff-locked');
    expect(problem(await till.call('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'other'))).toBe('staff-locked');
    expect(entriesOf(till, 'staff.pin_failed')).toHaveLength(5);
    expect(entriesOf(till, 'approval.refused').map(({ payload }) => [payload['approverId'], payload['askedBy'], payload['reason']])).toEqual(Array.from({ length: 5 }, () => ['m01', 'c01', 'pin-wrong']));
  });
});

describe('approval/over the phone', () => {
  interface Spoken { readonly terminalId: string; readonly requestCode: string; readonly operation: 'refund.start'; readonly amountFen: number; readonly subjectTail: string }

  /** The manager at another terminal of the store, without any network. */
  async function managerHears(spoken: Spoken, staffId = 'm01'): Promise<string> {
    const other = await readyTill();
    await other.signIn(staffId);
    const { code } = await other.must('approval.compute', spoken);
    await other.close();
    return code;
  }

  async function asks(asked = act()): Promise<{ challengeId: string; spoken: Spoken }> {
    const { challengeId, terminalId, requestCode, subjectTail } = await till.must('approval.challenge', asked);
    return { challengeId, spoken: { terminalId, requestCode, operation: asked.operation, amountFen: asked.amountFen, subjectTail } };
  }

  it('[AP5] works with both terminals cut off, once; the journal names both people', async () => {
    gateway.proxy.goDown();
    const asked = act();
    const { challengeId, spoken } = await asks(asked);
    expect(spoken.requestCode).toMatch(/^\d{8}$/);
    gateway.proxy.comeBack();
    const code = await managerHears(spoken);
    gateway.proxy.goDown();
    const grant = await till.must('approval.answer', { challengeId, approverId: 'm01', code });
    expect(entriesOf(till, 'approval.granted').map(({ payload }) => payload)).toEqual([
      { approvalId: grant.approvalId, operation: 'refund.start', amount: 3000, subject: asked.subject, approverId: 'm01', askedBy: 'c01', way: 'code' },
    ]);
    expect(problem(await till.call('approval.answer', { challengeId, approverId: 'm01', code }))).toBe('approval-code-expired');
    gateway.proxy.comeBack();
  });

  it('[AP5] a code given for 30 yuan fits neither 60, nor another sale, nor another till, nor another manager', async () => {
    const { challengeId, spoken } = await asks();
    const answer = async (code: string, approverId = 'm01'): Promise<unknown> => problem(await till.call('approval.answer', { challengeId, approverId, code }));
    expect(await answer(await managerHears({ ...spoken, amountFen: 6000 }))).toBe('approval-code-wrong');
    expect(await answer(await managerHears({ ...spoken, subjectTail: 'ZZZZ' }))).toBe('approval-code-wrong');
    expect(await answer(await managerHears({ ...spoken, terminalId: 'T-9999' }))).toBe('approval-code-wrong');
    expect(await answer(await managerHears(spoken), 'm02')).toBe('approval-code-wrong');
    expect(await answer(await managerHears(spoken))).toBe('granted');
    expect(entriesOf(till, 'approval.refused').map(({ payload }) => payload['reason'])).toEqual(Array.from({ length: 4 }, () => 'code-wrong'));
  });

  it('[AP5] five wrong answers void the question, and five minutes do', async () => {
    const first = await asks();
    const right = await managerHears(first.spoken);
    const wrong = right === '00000000' ? '00000001' : '00000000';
    for (let left = 4; left >= 0; left -= 1) {
      expect(await till.call('approval.answer', { challengeId: first.challengeId, approverId: 'm01', code: wrong })).toEqual({ ok: false, problem: { code: 'approval-code-wrong', triesLeft: left } });
    }
    expect(problem(await till.call('approval.answer', { challengeId: first.challengeId, approverId: 'm01', code: right }))).toBe('approval-code-expired');
    const second = await asks();
    const late = await managerHears(second.spoken);
    till.clock.jumpTo(new Date(Date.parse(till.clock.now()) + 300_001).toISOString());
    expect(problem(await till.call('approval.answer', { challengeId: second.challengeId, approverId: 'm01', code: late }))).toBe('approval-code-expired');
  });

  it('[AP5] nobody answers for themselves or for somebody else’s question, and a terminal without the key says so', async () => {
    const { challengeId, spoken } = await asks();
    const code = await managerHears(spoken);
    await till.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'other');
    expect(problem(await till.call('approval.answer', { challengeId, approverId: 'm02', code }, 'other'))).toBe('approval-code-expired');
    const own = await till.must('approval.challenge', act(), 'other');
    expect(problem(await till.call('approval.answer', { challengeId: own.challengeId, approverId: 'm01', code }, 'other'))).toBe('approval-own');
  });
});
