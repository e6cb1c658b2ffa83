// Shutting a terminal out from another one of the store, what becomes of the one that was, and letting it in again.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readmitTerminal } from '#gateway/terminals/revoke-terminal.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import { entriesOf, expectAllIsWell, heldSales, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
const tills: OpenTill[] = [];
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.mend();
  for (const till of tills.splice(0)) await till.close();
});

async function tillWith(staffId: string): Promise<OpenTill> {
  const till = await openTill({ gateway });
  tills.push(till);
  await till.signIn(staffId);
  return till;
}

const idOf = (till: OpenTill) => terminalIdSchema.parse(till.terminalId());
const pin = pins['m01'] ?? '';

/** Lets the pass that the till has planned for itself come, and waits for its end. The others on the same clock have plans of their own. */
async function nextPass(till: OpenTill): Promise<void> {
  const { nextTryAt } = await till.must('sync.read', {});
  gateway.clock.advance(Math.max(0, Date.parse(nextTryAt ?? '') - Date.parse(gateway.clock.now())) || 0);
  await till.idle();
}

describe('terminal/shut-out-terminal', () => {
  it('[AC4] lists the terminals of the store to a manager, and marks the own one', async () => {
    const [mine, other] = [await tillWith('m01'), await tillWith('c01')];
    const { terminals } = await mine.must('terminal.list', {});
    expect(terminals.filter((one) => one.isThis).map((one) => one.terminalId)).toEqual([mine.terminalId()]);
    expect(terminals.find((one) => one.terminalId === other.terminalId())).toMatchObject({ isThis: false, status: 'active', revokedAt: null });
    expect(await other.call('terminal.list', {})).toEqual({ ok: false, problem: { code: 'not-allowed' } });
    gateway.proxy.goDown();
    expect(await mine.call('terminal.list', {})).toEqual({ ok: false, problem: { code: 'gateway-unreachable' } });
  });

  it('[AC4] asks the manager for the PIN once more; a wrong one counts as at sign-in and shuts nobody out', async () => {
    const [mine, other] = [await tillWith('m01'), await tillWith('c01')];
    const terminalId = idOf(other);
    expect(await mine.call('terminal.shut-out', { terminalId, pin: '000000' })).toEqual({ ok: false, problem: { code: 'pin-wrong', triesLeft: 4 } });
    expect(await other.call('terminal.shut-out', { terminalId: idOf(mine), pin: pins['c01'] ?? '' })).toEqual({ ok: false, problem: { code: 'not-allowed' } });
    expect(entriesOf(mine, 'staff.pin_failed')).toHaveLength(1);
    await nextPass(other);
    expect(await other.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
  });

  it('[AC4] never shuts the own terminal out, nor one that the store does not have', async () => {
    const mine = await tillWith('m01');
    expect(await mine.call('terminal.shut-out', { terminalId: idOf(mine), pin })).toEqual({ ok: false, problem: { code: 'terminal-own' } });
    expect(await mine.call('terminal.shut-out', { terminalId: terminalIdSchema.parse('T-9999'), pin })).toEqual({ ok: false, problem: { code: 'terminal-unknown' } });
    expect(entriesOf(mine, 'terminal.shut_out')).toEqual([]);
  });

  it('[Y18] one that was shut out stops with a word, keeps what it had not sent, and sends it exactly once when the carrier lets it in (F102)', async () => {
    const [mine, other] = [await tillWith('m01'), await tillWith('c01')];
    await openShift(other);
    const sent = await sell(other, { subscriber: 81 });
    await other.sync();
    gateway.proxy.goDown();
    const unsent = await sell(other, { subscriber: 82 });
    gateway.proxy.comeBack();
    const terminalId = idOf(other);
    expect(await mine.must('terminal.shut-out', { terminalId, pin })).toMatchObject({ terminalId });
    expect(entriesOf(mine, 'terminal.shut_out').map(({ payload }) => payload)).toEqual([{ terminalId, staffId: 'm01' }]);
    const toldBefore = other.topics.length;
    await other.sync();
    // Without it the window would stay where it is until something else is announced.
    expect(other.topics.slice(toldBefore)).toContain('terminal');
    expect(await other.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: 'terminal-revoked' });
    expect(await other.call('sale.begin', { subscriberRef: 'sub-000083' })).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'terminal-revoked' } });
    expect(await other.must('sync.read', {})).toMatchObject({ state: 'attention', lastProblem: 'terminal-revoked', pendingSales: 1 });
    const again = await other.restart();
    tills.splice(tills.indexOf(other), 1, again);
    await nextPass(again);
    expect(await again.must('terminal.read', {})).toMatchObject({ phase: 'stopped' });
    expect((await heldSales(gateway, terminalId)).map(({ saleId }) => saleId)).toEqual([sent.saleId]);
    await readmitTerminal(gateway.db, terminalId);
    await nextPass(again);
    expect(await again.must('terminal.read', {})).toMatchObject({ phase: 'ready', stoppedBy: null });
    expect(entriesOf(again, 'terminal.readmitted')).toHaveLength(1);
    await again.signIn('c01');
    const next = await sell(again, { subscriber: 84 });
    await again.sync();
    await expectAllIsWell(again, gateway, [sent, unsent, next]);
  });

  it('[Y18] while the carrier is away nothing changes for one that was shut out', async () => {
    const [mine, other] = [await tillWith('m01'), await tillWith('c01')];
    await mine.must('terminal.shut-out', { terminalId: idOf(other), pin });
    await other.sync();
    gateway.proxy.goDown();
    await nextPass(other);
    expect(await other.must('terminal.read', {})).toMatchObject({ phase: 'stopped', stoppedBy: 'terminal-revoked' });
  });

  it('[AC4] after a lost answer the manager may ask again, and it is done once', async () => {
    const [mine, other] = [await tillWith('m01'), await tillWith('c01')];
    const terminalId = idOf(other);
    gateway.proxy.dropNextReply(/\/revocation$/);
    expect(await mine.call('terminal.shut-out', { terminalId, pin })).toEqual({ ok: false, problem: { code: 'gateway-unreachable' } });
    const first = (await mine.must('terminal.list', {})).terminals.find((one) => one.terminalId === terminalId);
    gateway.clock.advance(3000);
    expect(await mine.must('terminal.shut-out', { terminalId, pin })).toEqual({ terminalId, revokedAt: first?.revokedAt });
  });
});
