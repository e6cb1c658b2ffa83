// The one door: every channel of the contract refuses what it must, by one loop over the map.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { z } from 'zod';
import { tillApi, type CoreChannel } from '#shared/contract/till-api.ts';
import { tillChannels } from '#shared/contract/till-channels.ts';
import { localEntries, openShift, readySale } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
let good: Record<CoreChannel, Record<string, unknown>>;
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway });
  await till.signIn();
  const { shiftId } = await openShift(till);
  const { saleId } = await readySale(till, { subscriber: 1 });
  const printJobId = 'no-such-job';
  const nothing = {};
  const someId = '019ab000-0000-7000-8000-000000000001';
  good = {
    'terminal.read': nothing, 'terminal.rescue': nothing, 'terminal.enrol': { storeCode: 'SZ-001', activationCode: 'XXXX-0000' }, 'terminal.list': nothing,
    'terminal.shut-out': { terminalId: 'T-0404', pin: '0000' }, 'staff.list': nothing, 'session.read': nothing,
    'session.sign-in': { staffId: 'c02', pin: '0000' }, 'session.lock': nothing, 'session.sign-out': nothing, 'session.touch': nothing,
    'subscriber.look-up': { key: '16500000001' }, 'subscriber.refresh': { ref: 'sub-000001' },
    'identity.check': { saleId, documentType: 'RESIDENT_ID', number: '999999199003070012', way: 'typed' }, 'plan.list': nothing,
    'sale.begin': { subscriberRef: 'sub-000001' }, 'sale.current': nothing, 'sale.quote': { saleId, planId: 'basic-30', months: 1 },
    'sale.complete': { saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] }, 'sale.abandon': { saleId }, 'sale.read': { saleId },
    'sale.list': nothing, 'receipt.reprint': { saleId }, 'print.pending': nothing, 'print.begin': { printJobId },
    'print.finish': { printJobId, outcome: 'failed', detail: '' }, 'shift.current': nothing, 'shift.open': { floatFen: 0 },
    'payment.options': { saleId }, 'payment.start': { saleId, paymentId: someId, method: 'alipay', way: 'payer-code', amountFen: 6000, totalFen: 6000, authCode: '280000000000000000' },
    'payment.read': { paymentId: someId }, 'payment.ask': { paymentId: someId }, 'payment.undo': { paymentId: someId },
    'payment.confirm': { paymentId: someId, approvalCode: '123456', cardLast4: '4242' }, 'payment.decline': { paymentId: someId },
    'payment.force': { paymentId: someId, walletReference: '2026112422001400' }, 'payment.list-open': nothing, 'payment.find': { reference: '00000001' },
    'sale.park': { saleId }, 'sale.list-parked': nothing, 'sale.void': { saleId, reason: 'x' }, 'sale.can-void': { saleId }, 'refund.preview': { saleId, amountFen: 3000 },
    'refund.start': { saleId, refundId: someId, amountFen: 3000, reason: 'x' }, 'refund.read': { refundId: someId }, 'refund.ask': { refundId: someId }, 'refund.list': { saleId },
    'task.list': nothing, 'task.assign': { saleId, ownerId: 'c01' }, 'task.close': { saleId, reason: 'x' },
    'approval.need': { operation: 'refund.start', amountFen: 3000, subject: saleId }, 'approval.grant': { operation: 'refund.start', amountFen: 3000, subject: saleId, approverId: 'm01', pin: '0000' },
    'approval.challenge': { operation: 'refund.start', amountFen: 3000, subject: saleId }, 'approval.answer': { challengeId: someId, approverId: 'm01', code: '12345678' },
    'approval.compute': { terminalId: 'T-0001', requestCode: '12345678', operation: 'refund.start', amountFen: 3000, subjectTail: '0001' },
    'cash.move': { shiftId, moveId: someId, direction: 'out', amountFen: 100, reason: 'x' }, 'drawer.open': { shiftId, moveId: v7(), reason: 'x' }, 'shift.x': nothing, 'shift.count': { shiftId, countedFen: 0 },
    'shift.open-work': nothing, 'shift.list': { from: '2026-11-01', to: '2026-11-24' }, 'shift.reprint': { shiftId },
    'review.read': { from: '2026-11-24', to: '2026-11-24' }, 'review.rows': { from: '2026-11-24', to: '2026-11-24', figure: 'by-method', key: 'cash' }, 'review.story': { saleId },
    'review.trend': { from: '2026-11-01', to: '2026-11-24' }, 'review.store': { date: '2026-11-24' }, 'review.export': { from: '2026-11-24', to: '2026-11-24', format: 'csv' },
    'review.export-state': { exportId: 'e-1' }, 'review.export-cancel': { exportId: 'e-1' }, 'review.reconcile': { from: '2026-11-24', to: '2026-11-24', wallet: 'alipay', text: 'a,b' },
    'shift.close': { shiftId, countedFen: 0 }, 'sync.read': nothing, 'sync.waiting': nothing, 'sync.now': nothing, 'settings.read': nothing,
    'settings.choose-locale': { locale: 'zh-CN' }, 'settings.choose-printer': { printer: '', paperMm: 58 },
  };
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

const channels = tillChannels.filter((channel) => tillApi[channel].host === 'core') as CoreChannel[];
const problemOf = (reply: unknown): { code: string } | undefined => (reply as { problem?: { code: string } }).problem;

/** The same request with one member replaced by something of another type. */
function wrongTypes(request: Record<string, unknown>): unknown[] {
  const wrongs = [null, [], { deep: {} }, Number.NaN, true];
  return Object.keys(request).flatMap((key) => wrongs.map((wrong) => ({ ...request, [key]: wrong })));
}

describe('api/every-channel', () => {
  it('has a sample request for every channel, and the names known to the preload script are those of the map', () => {
    expect(Object.keys(good).toSorted()).toEqual([...channels].toSorted());
    expect(Object.keys(tillApi).toSorted()).toEqual([...tillChannels].toSorted());
    for (const channel of channels) expect(tillApi[channel].request.safeParse(good[channel])).toMatchObject({ success: true });
  });

  it.each(channels)('[AC2] %s refuses wrong types, extra keys and huge strings before anything else happens', async (channel) => {
    const before = localEntries(till).length;
    const request = good[channel];
    const bad: unknown[] = [
      undefined, null, 0, '', 'text', [], [request], true, () => undefined,
      { ...request, extra: 1 }, { ...request, constructor: 'x' }, JSON.parse(`{"__proto__": {"a": 1}, "extra": 1}`),
      ...wrongTypes(request),
      ...Object.keys(request).map((key) => ({ ...request, [key]: 'x'.repeat(5_000_000) })),
      ...Object.keys(request).map((key) => Object.fromEntries(Object.entries(request).filter(([name]) => name !== key))),
    ].filter((raw) => !tillApi[channel].request.safeParse(raw).success);
    expect(bad.length).toBeGreaterThan(9);
    for (const session of ['window', 'nobody']) {
      for (const raw of bad) expect(problemOf(await till.core.dispatch(session, channel, raw))).toMatchObject({ code: 'request-invalid' });
    }
    expect(localEntries(till).length).toBe(before);
  });

  it.each(channels)('[AC2] %s accepts no string without an end', (channel) => {
    const unbounded: string[] = [];
    visit(z.toJSONSchema(tillApi[channel].request, { io: 'input', unrepresentable: 'any' }), '', unbounded);
    expect(unbounded).toEqual([]);
  });

  it.each(channels.filter((channel) => tillApi[channel].access !== 'public'))('[AC1] %s is refused before sign-in and while locked', async (channel) => {
    const before = localEntries(till).length;
    expect(problemOf(await till.core.dispatch('nobody', channel, good[channel]))).toEqual({ code: 'sign-in-needed' });
    await till.core.dispatch('locked', 'session.sign-in', { staffId: 'c01', pin: '135790' });
    await till.core.dispatch('locked', 'session.lock', {});
    expect(problemOf(await till.core.dispatch('locked', channel, good[channel]))).toEqual({ code: 'session-locked' });
    // The sign-in just made, and nothing of the channel's.
    expect(localEntries(till).slice(before).map((entry) => entry.type)).toEqual(['staff.signed_in']);
    await till.idle();
  });

  it('[AC2] requests and replies are plain data that survive the way between processes (F07)', async () => {
    for (const channel of channels.filter((one) => !one.startsWith('session.') && one !== 'sale.abandon' && one !== 'shift.close')) {
      const request: unknown = structuredClone(good[channel]);
      const reply = await till.core.dispatch('window', channel, request);
      expect(structuredClone(reply)).toEqual(reply);
      expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    }
    await till.idle();
  });

  it('[AC2] unknown names, names of objects and the shell\'s own channels are no channels', async () => {
    for (const name of ['', 'sale', 'sale.refund', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 'printer.print', 'printer.list', 'x'.repeat(1_000_000)]) {
      expect(await till.core.dispatch('window', name, {})).toEqual({ ok: false, problem: { code: 'request-invalid', path: 'channel' } });
    }
  });

  it('[AC3] a bug inside is answered with a number that stands in the log, and nothing else of it', async () => {
    const broken = await openTill({ gateway, replace: { ids: { next: () => { throw new Error('secret 999999199003070012'); } } }, activationCode: null });
    await broken.close();
    const { dir } = till;
    await till.close();
    till = await openTill({ gateway, dir, activationCode: null, gatewayUrl: 'http://127.0.0.1:1', replace: { ids: { next: () => { throw new Error('secret 999999199003070012'); } } } });
    await till.signIn();
    const reply = await till.call('sale.begin', { subscriberRef: 'sub-000003' });
    expect(reply).toEqual({ ok: false, problem: { code: 'internal', reference: expect.stringMatching(/^[0-9a-f]{8}$/) } });
    // Narrowed by the line above.
    const { reference } = problemOf(reply) as unknown as { reference: string };
    expect(till.log.filter((line) => line.event === 'dispatch.failed').map((line) => line.fields)).toEqual([{ channel: 'sale.begin', reference, problem: 'internal' }]);
    expect((await till.must('sale.current', {})).draft).not.toMatchObject({ account: { ref: 'sub-000003' } });
  });

  it('[AC3] a listener that fails does not turn a committed step into a failed one', async () => {
    till.core.onTopic(() => {
      throw new Error('nobody listens');
    });
    expect(await till.call('settings.choose-locale', { locale: 'en' })).toMatchObject({ ok: true });
  });
});

/** Strings of a request that have neither a length, a pattern with an end, a format nor a list of values. */
function visit(node: unknown, at: string, unbounded: string[]): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, maxLength, pattern, format, enum: values, const: constant } = node as Record<string, unknown>;
  const isBounded = maxLength !== undefined || values !== undefined || constant !== undefined || format !== undefined
    || (typeof pattern === 'string' && pattern.endsWith('$') && !/[+*]/.test(pattern));
  if (type === 'string' && !isBounded) unbounded.push(at);
  for (const [key, child] of Object.entries(node)) visit(child, `${at}/${key}`, unbounded);
}
