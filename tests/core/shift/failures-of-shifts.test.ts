// What went wrong with shifts, closes and dates on other tills, replayed on this one.
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '#core/store/open-store.ts';
import { changeAtCarrier, entriesOf, expectAllIsWell, heldEntries, localEntries, openShift, printAll, readySale, refOf, sell, cash } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { paymentOnDisk } from '#tests/support/second-person.ts';
import { createNodePorts } from '../../../electron/hosts/node-ports.ts';
import { aRandomShift, writeDay } from '#tests/core/money/random-shift.ts';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { removeSubscriber } from '#gateway/subscribers/subscriber-repository.ts';
import { hourInZone } from '#shared/domain/business-date.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  till = await openTill({ gateway });
  await till.signIn();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const goOffline = async (): Promise<void> => {
  gateway.proxy.goDown();
  gateway.clock.advance(5000);
  await till.idle();
};

describe('closing', () => {
  it('says what of the shift the carrier does not have yet, and the shift keeps it when it arrives (F69)', async () => {
    const { shiftId } = await openShift(till);
    await goOffline();
    const sales = [await sell(till, { subscriber: 1 }), await sell(till, { subscriber: 3, planId: 'basic-30' })];
    const z = await till.must('shift.close', { shiftId, countedFen: 59_000 });
    expect(z.carriedOver?.filter(({ kind }) => kind === 'unsent')).toEqual([{ kind: 'unsent', id: expect.stringMatching(/^\d+-\d+$/), amount: 9000 }]);
    expect(z.totals).toMatchObject({ saleCount: 2, salesFen: 9000 });
    await till.idle();
    gateway.proxy.comeBack();
    await till.sync();
    expect(till.rows<{ shift_id: string }>('SELECT shift_id FROM sale').map((row) => row.shift_id)).toEqual([shiftId, shiftId]);
    await expectAllIsWell(till, gateway, sales);
  });

  it('counts five thousand rows in one piece, and a close that fails at its last step leaves nothing (F70)', async () => {
    const shift = await openShift(till);
    await goOffline();
    const opened = openStore({ dataDir: till.dir, sqliteBinding: null, at: gateway.clock.now() });
    if (!opened.ok) throw new Error(opened.problem.code);
    const days = fc.sample(aRandomShift, { numRuns: 350, seed: 20_261_124 });
    const terminalId = terminalIdSchema.parse(till.terminalId());
    const counted = opened.value.write((db) => writeDay(db, { shift, terminalId, events: days.flatMap((day) => day.events), hourAt: (at) => hourInZone(at, 'Asia/Shanghai') }));
    opened.value.close();
    const real = createNodePorts({ dataDir: path.join(till.dir) });
    let isBroken = true;
    till = await till.restart({
      replace: {
        ids: {
          next: (at) => {
            if (isBroken) throw new Error('the last step of a close fails');
            return real.ids.next(at);
          },
        },
      },
    });
    await till.signIn('m01');
    const before = localEntries(till).length;
    const close = { shiftId: shift.shiftId, countedFen: 0, reason: 'x' };
    expect(await till.call('shift.close', close)).toMatchObject({ problem: { code: 'internal' } });
    expect([localEntries(till).length, till.rows('SELECT * FROM shift_count'), (await till.must('shift.current', {})).shift?.shiftId]).toEqual([before, [], shift.shiftId]);
    isBroken = false;
    const z = await till.must('shift.close', close);
    expect(till.rows<{ n: number }>('SELECT count(*) AS n FROM money_line')[0]?.n).toBeGreaterThan(5000);
    expect(z.totals).toMatchObject({ saleCount: counted.counts.sale, salesFen: counted.sums['sale'], voidsFen: counted.sums['void'], refundsFen: counted.sums['refund'] });
  });

  it('puts a sale and a close of the same millisecond into exactly one shift, whichever comes first (F71)', async () => {
    const ROUNDS = 60;
    let { shiftId } = await openShift(till, 0);
    await till.must('session.sign-in', { staffId: 'c01', pin: '135790' }, 'second window');
    const soldIn = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = await readySale(till, { subscriber: 100 + round });
      const complete = (): Promise<unknown> => till.call('sale.complete', cash(draft), 'second window');
      const close = (): Promise<{ ok: boolean }> => till.call('shift.close', { shiftId, countedFen: 6000 }) as Promise<{ ok: boolean }>;
      const [closed] = round % 2 === 0 ? await Promise.all([close(), complete()]) : (await Promise.all([complete(), close()])).toReversed() as [{ ok: boolean }, unknown];
      soldIn.set(draft.saleId, shiftId);
      if (!closed.ok) await till.must('shift.close', { shiftId, countedFen: 6000 });
      ({ shiftId } = await openShift(till, 0));
    }
    const sales = till.rows<{ sale_id: string; shift_id: string }>('SELECT sale_id, shift_id FROM sale');
    expect(new Map(sales.map((sale) => [sale.sale_id, sale.shift_id]))).toEqual(soldIn);
    const zs = entriesOf(till, 'shift.closed').map((entry) => entry.payload['totals']);
    expect(zs.length).toBe(ROUNDS);
    for (const totals of zs) expect(totals).toMatchObject({ saleCount: 1, salesFen: 6000 });
  }, 120_000);

  it('closes over a sale the carrier will refuse, and a manager gets from every state to a closed shift (F72)', async () => {
    const states: Readonly<Record<string, () => Promise<void>>> = {
      'a sale the carrier refuses': async () => {
        await goOffline();
        await sell(till, { subscriber: 171 });
        await changeAtCarrier(gateway, 171, { stage: 'HOLD' });
        gateway.proxy.comeBack();
      },
      'a sale in hand with an unknown payment': async () => void paymentOnDisk(till, (await readySale(till, { subscriber: 172 })).saleId, 'unknown'),
      'a sale in hand that is paid': async () => void paymentOnDisk(till, (await readySale(till, { subscriber: 173 })).saleId, 'settled'),
      'a paid sale whose card left the directory': async () => {
        const draft = await readySale(till, { subscriber: 174 });
        paymentOnDisk(till, draft.saleId, 'settled');
        await gateway.db.transaction(async (tx) => {
          await lockPublishing(tx);
          await removeSubscriber(tx, refOf(174));
        });
        await till.sync();
      },
      'a shift that is too long': async () => gateway.clock.jumpTo(new Date(Date.parse(gateway.clock.now()) + 20 * 3_600_000).toISOString()),
      'a drawer that was emptied': async () => undefined,
    };
    for (const [state, reach] of Object.entries(states)) {
      await till.signIn('c01');
      const { shiftId } = await openShift(till, 50_000);
      await reach();
      await till.signIn('m01');
      expect([state, await till.call('shift.close', { shiftId, countedFen: 0, reason: '店长清点' })]).toMatchObject([state, { ok: true }]);
      expect((await till.must('shift.current', {})).shift).toBeNull();
    }
    await till.sync();
    expect((await till.must('sync.waiting', {})).rejected.length).toBe(1);
    expect(till.rows(`SELECT count(*) AS n FROM sale_draft WHERE state = 'open' AND parked_at IS NOT NULL`)).toEqual([{ n: 3 }]);
  });

  it('closes once, also offline and through a restart; the next shift starts empty (F73)', async () => {
    const { shiftId } = await openShift(till);
    await goOffline();
    await sell(till, { subscriber: 180 });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    till = await till.restart();
    await till.signIn();
    expect(await till.call('shift.close', { shiftId, countedFen: 1 })).toEqual({ ok: false, problem: { code: 'shift-closed' } });
    expect(await till.must('shift.current', {})).toMatchObject({ shift: null, lastZ: { zNumber: z.zNumber, countedFen: 56_000 } });
    expect(await openShift(till, 56_000)).toMatchObject({ saleCount: 0, salesFen: 0 });
    gateway.proxy.comeBack();
    await till.sync();
    await till.sync();
    const closes = (await heldEntries(gateway, till.terminalId())).filter((entry) => entry.type === 'shift.closed');
    expect(closes.map((entry) => entry.payload['shiftId'])).toEqual([shiftId]);
  });

  it('loses nothing of a shift the carrier never heard of; opening, sales and close arrive in order (F75)', async () => {
    await goOffline();
    const { shiftId } = await openShift(till);
    for (const subscriber of [181, 182, 183]) await sell(till, { subscriber, planId: 'basic-30' });
    gateway.proxy.comeBack();
    await till.sync();
    expect((await till.must('shift.current', {})).shift).toMatchObject({ shiftId, saleCount: 3 });
    await till.must('shift.close', { shiftId, countedFen: 59_000 });
    await till.sync();
    const types = (await heldEntries(gateway, till.terminalId())).map((entry) => entry.type).filter((type) => /^(shift|sale)/.test(type));
    expect(types).toEqual(['shift.opened', 'sale.completed', 'sale.completed', 'sale.completed', 'shift.counted', 'shift.closed']);
  });

  it('starts every figure of the next shift at nothing, without a restart (F76)', async () => {
    const first = await openShift(till, 0);
    await sell(till, { subscriber: 184, planId: 'max-100' });
    await till.must('shift.close', { shiftId: first.shiftId, countedFen: 10_000 });
    await till.signIn('c02');
    const second = await openShift(till, 0);
    await sell(till, { subscriber: 185, planId: 'basic-30' });
    expect((await till.must('shift.current', {})).shift).toMatchObject({ staffId: 'c02', saleCount: 1, salesFen: 3000 });
    await till.signIn('m01');
    expect((await till.must('shift.x', {})).totals).toMatchObject({ saleCount: 1, salesFen: 3000, expectedFen: 3000 });
    await till.signIn('c02');
    expect(await till.must('shift.close', { shiftId: second.shiftId, countedFen: 3000 })).toMatchObject({ staffId: 'c02', overShortFen: 0, totals: { saleCount: 1, salesFen: 3000 } });
  });

  it('has the Z in the journal the moment it is answered, numbered and printable again; nothing tells what to expect before the count (F79)', async () => {
    const { shiftId } = await openShift(till);
    await sell(till, { subscriber: 186 });
    for (const reply of [await till.must('shift.current', {}), await till.must('sale.list', {}), await till.must('shift.open-work', {})]) {
      expect(JSON.stringify(reply)).not.toMatch(/expected(Fen)?"|overShort|56000/);
    }
    expect(await till.call('shift.x', {})).toEqual({ ok: false, problem: { code: 'not-allowed' } });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    till = await till.restart();
    await till.signIn();
    expect(entriesOf(till, 'shift.closed').map((entry) => entry.payload['zNumber'])).toEqual([z.zNumber]);
    expect((await till.must('shift.reprint', { shiftId })).document).toEqual(z.receipt);
  });
});

describe('business dates', () => {
  /** Business dates and shifts of everything that was written since the opening. */
  const datesSince = (seq: number): unknown[] => [...new Set(localEntries(till).filter((entry) => entry.seq >= seq && entry.type !== 'network.restored').map((entry) => entry.businessDate))];

  it('keeps the date of the shift when the clock is set three days back (F80)', async () => {
    await openShift(till);
    const seq = entriesOf(till, 'shift.opened')[0]?.seq ?? 0;
    await goOffline();
    gateway.clock.jumpTo('2026-11-21T02:00:00.000Z');
    const sale = await sell(till, { subscriber: 187 });
    expect(sale).toMatchObject({ businessDate: '2026-11-24', receiptNumber: `${till.terminalId()}-20261124-0001` });
    expect(datesSince(seq)).toEqual(['2026-11-24']);
    expect(till.rows('SELECT business_date FROM money_line WHERE kind = ?', 'sale')).toEqual([{ business_date: '2026-11-24' }]);
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  });

  it('puts 00:05, 07:55, 08:05 and 23:59 of the store\'s day on that day and hour, whatever the zone of the machine (F81)', async () => {
    gateway.clock.jumpTo('2026-11-24T16:01:00.000Z');
    const { businessDate } = await openShift(till);
    expect(businessDate).toBe('2026-11-25');
    const instants = ['2026-11-24T16:05:00.000Z', '2026-11-24T23:55:00.000Z', '2026-11-25T00:05:00.000Z', '2026-11-25T07:59:00.000Z'];
    for (const [index, at] of instants.entries()) {
      gateway.clock.jumpTo(at);
      await sell(till, { subscriber: 190 + index });
    }
    expect(till.rows(`SELECT business_date, hour FROM money_line WHERE kind = 'sale' ORDER BY seq`)).toEqual([0, 7, 8, 15].map((hour) => ({ business_date: '2026-11-25', hour })));
  });

  it('carries one instant and one business date through sale, tender, slip, lines and Z (F82)', async () => {
    gateway.clock.jumpTo('2026-11-24T12:00:00.000Z');
    const { shiftId } = await openShift(till);
    const sale = await sell(till, { subscriber: 195 });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    expect([sale.completedAt, sale.businessDate, z.businessDate]).toEqual(['2026-11-24T12:00:00.000Z', '2026-11-24', '2026-11-24']);
    expect(till.rows(`SELECT DISTINCT at, business_date FROM money_line WHERE sale_id = ?`, sale.saleId)).toEqual([{ at: sale.completedAt, business_date: '2026-11-24' }]);
    const text = JSON.stringify([sale.receipt, z.receipt]);
    expect(text).toContain('2026-11-24 20:00:00 +08:00');
    expect(text).not.toContain('2026-11-25');
  });

  it('keeps 23:58 and 00:10 of one evening in one business date, and the sale of the next shift in the next (F83)', async () => {
    gateway.clock.jumpTo('2026-11-24T11:00:00.000Z');
    const { shiftId } = await openShift(till);
    const sales = [];
    for (const [subscriber, at] of [[196, '2026-11-24T15:58:00.000Z'], [197, '2026-11-24T16:10:00.000Z'], [198, '2026-11-24T16:30:00.000Z']] as const) {
      gateway.clock.jumpTo(at);
      sales.push(await sell(till, { subscriber }));
    }
    expect(sales.map((sale) => [sale.businessDate, sale.receiptNumber.slice(-13)])).toEqual([
      ['2026-11-24', '20261124-0001'], ['2026-11-24', '20261124-0002'], ['2026-11-24', '20261124-0003'],
    ]);
    gateway.clock.jumpTo('2026-11-24T16:40:00.000Z');
    await printAll(till);
    await till.sync();
    const z = await till.must('shift.close', { shiftId, countedFen: 68_000 });
    expect(z).toMatchObject({ businessDate: '2026-11-24', totals: { saleCount: 3 } });
    const next = await openShift(till);
    expect(next).toMatchObject({ businessDate: '2026-11-25', saleCount: 0 });
    expect(till.rows('SELECT business_date, hour FROM money_line WHERE kind = ? ORDER BY seq', 'sale')).toEqual([23, 0, 0].map((hour) => ({ business_date: '2026-11-24', hour })));
  });
});
