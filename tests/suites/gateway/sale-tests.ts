// What comes of a sale: outcome, the subscriber's new row, and that it happens once.
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { findSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { outcomeRecordSchema, subscriberRecordSchema, type OutcomeRecord, type RejectionReason } from '#shared/contract/records.ts';
import { dateSchema, planIdSchema } from '#shared/contract/values.ts';
import { salePayload, type SaleToWrite } from '#tests/support/sale-payload.ts';
import type { SignedTerminal } from '#tests/support/signed-terminal.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';

export function saleTests(test: GatewayUnderTest): void {
  let nextCard = 30;
  /** A card nobody else in the suite sells to, set as told. */
  const card = async (changes: Partial<SubscriberRecord> = {}): Promise<SubscriberRecord> => {
    nextCard += 1;
    return setCard(`sub-${String(nextCard).padStart(6, '0')}`, { stage: 'ACTIVE', serviceEndOn: dateSchema.parse('2026-03-25'), anchorDay: 25, recentRenewals: [], ...changes });
  };
  const setCard = async (ref: string, changes: Partial<SubscriberRecord>): Promise<SubscriberRecord> => {
    const record = { ...must(await findSubscriber(test.db(), 'ref', ref), 'seeded'), ...changes };
    await test.db().transaction(async (tx) => {
      await lockPublishing(tx);
      await saveSubscribers(tx, [record]);
    });
    return record;
  };
  const current = async (ref: string) => must(await findSubscriber(test.db(), 'ref', ref), 'never removed');
  const outcomesOf = async (terminal: SignedTerminal, cursor = ''): Promise<OutcomeRecord[]> => {
    const { changes } = await terminal.readFeed(cursor);
    return changes.filter((one) => one.kind === 'outcome').map((one) => outcomeRecordSchema.parse(one.data));
  };
  const sell = async (terminal: SignedTerminal, sale: SaleToWrite) => {
    terminal.record('sale.completed', salePayload(sale));
    const answer = await terminal.post();
    expect(answer.status).toBe(200);
    return (await outcomesOf(terminal)).at(-1);
  };

  describe('sales', () => {
    it('[G15] applies a sale: end of service, plan, history, feed and record of the sale', async () => {
      const terminal = await test.enrol();
      const before = await card({ planId: planIdSchema.parse('basic-30') });
      const { cursor } = await terminal.readFeed();
      const saleId = v7();
      terminal.record('sale.completed', salePayload({ ref: before.ref, saleId, months: 3 }));
      await terminal.post();
      const outcome = { saleId, status: 'applied', confirmedExpiry: '2026-06-24', serviceEndOn: '2026-06-25', anchorDay: 25, decidedAt: test.now };
      const after = subscriberRecordSchema.parse({
        ...before, planId: 'plus-60', serviceEndOn: '2026-06-25', stage: 'ACTIVE', asOf: test.now,
        recentRenewals: [{ on: '2026-03-10', by: 'store', amountFen: 18_000 }],
      });
      const { changes } = await terminal.readFeed(cursor);
      expect(changes.map(({ kind, id, data }) => ({ kind, id, data }))).toEqual([
        { kind: 'subscriber', id: before.ref, data: after }, { kind: 'outcome', id: saleId, data: outcome },
      ]);
      expect(await current(before.ref)).toEqual(after);
      const rows = await test.db().query('SELECT terminal_id, seq, status, subscriber_ref, total_fen::text AS total, business_date FROM sales WHERE sale_id = $1', [saleId]);
      expect(rows).toEqual([{ terminal_id: terminal.id, seq: 1, status: 'applied', subscriber_ref: before.ref, total: '18000', business_date: '2026-03-10' }]);
    });

    it.each<[string, string, string, number, string]>([
      ['keeps the anchor of a card in service', '2026-02-28', '2026-01-31', 31, '2026-03-31'],
      ['starts a lapsed card on the civil day of the sale, whatever the shift counts as', '2026-03-05', '2026-03-11', 11, '2026-04-11'],
      ['counts the last day as in service', '2026-03-11', '2026-03-10', 11, '2026-04-11'],
    ])('[G15] %s', async (_name, serviceEndOn, quotedOn, anchorDay, expected) => {
      const terminal = await test.enrol();
      const { ref } = await card({ serviceEndOn: dateSchema.parse(serviceEndOn), anchorDay: serviceEndOn === '2026-03-05' ? 5 : anchorDay });
      expect(await sell(terminal, { ref, quotedOn })).toMatchObject({ status: 'applied', serviceEndOn: expected, anchorDay });
    });

    it('[G18] begins a full allowance for a lapsed card and leaves a running one alone', async () => {
      const terminal = await test.enrol();
      const running = await card({ dataMb: { left: 7, total: 30_720 } });
      const lapsed = await card({ serviceEndOn: dateSchema.parse('2026-03-01'), dataMb: { left: 0, total: 5120 }, voiceMinutes: { left: 0, total: 100 } });
      await sell(terminal, { ref: running.ref });
      await sell(terminal, { ref: lapsed.ref });
      expect((await current(running.ref)).dataMb).toEqual({ left: 7, total: 30_720 });
      const { dataMb, voiceMinutes } = await current(lapsed.ref);
      expect({ dataMb, voiceMinutes }).toEqual({ dataMb: { left: 30_720, total: 30_720 }, voiceMinutes: { left: 300, total: 300 } });
    });

    it.each<[RejectionReason, Partial<SubscriberRecord>, Partial<SaleToWrite>]>([
      ['subscriber-unknown', {}, { ref: 'sub-nobody' }],
      ['plan-unknown', {}, { planId: 'no-such-plan' }],
      ['plan-unknown', {}, { planVersion: 99 }],
      ['plan-unknown', {}, { planId: 'data-10g', amount: 1500 }],
      ['plan-unknown', {}, { months: 2 }],
      ['amount-mismatch', {}, { amount: 5900 }],
      ['amount-mismatch', {}, { total: 5900 }],
      ['real-name-block', { stage: 'REAL_NAME_BLOCK' }, {}],
      ['card-on-hold', { stage: 'HOLD' }, {}],
      ['card-closed', { stage: 'CLOSED' }, {}],
      ['card-recycled', { stage: 'RECYCLED' }, {}],
      ['card-unbound', { stage: 'UNBOUND', serviceEndOn: null }, {}],
      ['card-on-hold', { stage: 'HOLD' }, { planId: 'no-such-plan', amount: 1 }],
    ])('[G14] rejects with %s and leaves the card as it is', async (reason, cardChanges, saleChanges) => {
      const terminal = await test.enrol();
      const before = await card(cardChanges);
      const outcome = await sell(terminal, { ref: before.ref, ...saleChanges });
      expect(outcome).toEqual({ saleId: outcome?.saleId, status: 'rejected', reason, decidedAt: test.now });
      expect(await current(before.ref)).toEqual(before);
    });

    it('[G14] rejects money handed over that does not add up to the tender', async () => {
      const terminal = await test.enrol();
      const { ref } = await card();
      const payload = salePayload({ ref });
      terminal.record('sale.completed', { ...payload, tenders: [{ paymentId: v7(), method: 'cash', amount: 6000, received: 10_000, change: 5000 }] });
      await terminal.post();
      expect(await outcomesOf(terminal)).toMatchObject([{ status: 'rejected', reason: 'amount-mismatch' }]);
    });

    it.each<[string, (payload: ReturnType<typeof salePayload>) => ReturnType<typeof salePayload>]>([
      ['misses a member', ({ total: _total, ...rest }) => rest],
      ['has a member of a later version', (payload) => ({ ...payload, discount: 1 })],
      ['has sums beyond all money', (payload) => ({ ...payload, total: 9e15 })],
      ['has lines of another shape', (payload) => ({ ...payload, lines: 'many' })],
    ])('[G11] answers payload-invalid when a sale %s, and goes on behind it', async (_name, spoil) => {
      const terminal = await test.enrol();
      const [first, second] = [await card(), await card()];
      terminal.record('sale.completed', spoil(salePayload({ ref: first.ref })));
      terminal.record('sale.completed', salePayload({ ref: second.ref }));
      expect((await terminal.post()).body['acceptedThrough']).toBe(2);
      expect(await outcomesOf(terminal)).toMatchObject([{ status: 'rejected', reason: 'payload-invalid' }, { status: 'applied' }]);
      expect(await current(first.ref)).toEqual(first);
    });

    it('[G11] is not held up by dates at the end of the calendar', async () => {
      const terminal = await test.enrol();
      const { ref } = await card();
      terminal.record('sale.completed', salePayload({ ref, months: 12, quotedOn: '9999-12-31' }));
      terminal.record('sale.completed', salePayload({ ref: (await card()).ref }));
      expect((await terminal.post()).body['acceptedThrough']).toBe(2);
      expect((await outcomesOf(terminal)).at(0)).toMatchObject({ status: 'rejected', reason: 'payload-invalid' });
      expect((await outcomesOf(terminal)).at(1)).toMatchObject({ status: 'applied' });
    });

    it('[G13] applies a sale id once, in one batch, in a later entry and after a resend', async () => {
      const terminal = await test.enrol();
      const { ref } = await card();
      const saleId = v7();
      terminal.record('sale.completed', salePayload({ ref, saleId }));
      terminal.record('sale.completed', salePayload({ ref, saleId }));
      await terminal.post();
      await terminal.post();
      test.now = '2026-03-10T02:01:00.000Z';
      terminal.record('sale.completed', salePayload({ ref, saleId, months: 12, amount: 1 }));
      await terminal.post();
      expect(await outcomesOf(terminal)).toMatchObject([{ saleId, status: 'applied', serviceEndOn: '2026-04-25', decidedAt: '2026-03-10T02:00:00.000Z' }]);
      expect((await current(ref)).serviceEndOn).toBe('2026-04-25');
      test.now = '2026-03-10T02:00:00.000Z';
    });

    it('[G13] keeps a rejection too, and tells another terminal the same', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const { ref } = await card({ stage: 'HOLD' });
      const saleId = v7();
      await sell(terminal, { ref, saleId });
      await setCard(ref, { stage: 'ACTIVE' });
      const outcome = await sell(other, { ref, saleId });
      expect(outcome).toMatchObject({ saleId, status: 'rejected', reason: 'card-on-hold' });
      expect(await outcomesOf(terminal)).toEqual([outcome]);
    });

    it('[G16] honours a version that was withdrawn and a card that is closing', async () => {
      const terminal = await test.enrol();
      await test.db().query(
        `INSERT INTO plans (plan_id, version, record) SELECT plan_id, 7, replace(replace(record, '"version":1', '"version":7'), '"sellableUntil":null', '"sellableUntil":"2025-06-30"')
          FROM plans WHERE plan_id = 'plus-60' AND version = 1`,
      );
      const closing = await card({ stage: 'CLOSING', serviceEndOn: dateSchema.parse('2025-11-01') });
      expect(await sell(terminal, { ref: closing.ref, planVersion: 7, mode: 'offline' })).toMatchObject({ status: 'applied', serviceEndOn: '2026-04-10' });
      expect((await current(closing.ref)).stage).toBe('ACTIVE');
    });

    it('[G17] adds up sales to one card from terminals that come at once', async () => {
      const { ref } = await card();
      const terminals = await Promise.all(Array.from({ length: 6 }, async () => test.enrol()));
      for (const terminal of terminals) terminal.record('sale.completed', salePayload({ ref }));
      const answers = await Promise.all(terminals.map(async (terminal) => terminal.post()));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
      const after = await current(ref);
      expect([after.serviceEndOn, after.recentRenewals.length]).toEqual(['2026-09-25', 5]);
      const ends = (await Promise.all(terminals.map(async (terminal) => outcomesOf(terminal)))).flat().map((one) => (one.status === 'applied' ? one.serviceEndOn : null));
      expect(ends.toSorted()).toEqual(['2026-04-25', '2026-05-25', '2026-06-25', '2026-07-25', '2026-08-25', '2026-09-25']);
    });

    it('[G17] neither blocks nor loses when two tills sell the same cards in opposite order', async () => {
      const [one, two] = [await card(), await card()];
      const [left, right] = [await test.enrol(), await test.enrol()];
      for (let round = 0; round < 20; round += 1) {
        left.record('sale.completed', salePayload({ ref: round % 2 === 0 ? one.ref : two.ref }));
        right.record('sale.completed', salePayload({ ref: round % 2 === 0 ? two.ref : one.ref }));
      }
      const posts = [left, right].flatMap((terminal) => [4, 8, 12, 16, 20].map(async (end) => terminal.post(terminal.journal.slice(0, end))));
      expect((await Promise.all(posts)).map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
      expect([(await current(one.ref)).serviceEndOn, (await current(two.ref)).serviceEndOn]).toEqual(['2027-11-25', '2027-11-25']);
    });

    it('[G6] leaves nothing behind when a batch fails in the middle', async () => {
      const terminal = await test.enrol();
      const { ref } = await card();
      terminal.record('sale.completed', salePayload({ ref }));
      await test.db().query('ALTER TABLE sales ADD CONSTRAINT nobody_sells CHECK (false) NOT VALID');
      const failed = await terminal.post();
      await test.db().query('ALTER TABLE sales DROP CONSTRAINT nobody_sells');
      expect([failed.status, (await current(ref)).serviceEndOn]).toEqual([500, '2026-03-25']);
      expect((await terminal.send(`/v1/terminals/${terminal.id}/journal`)).body['acceptedThrough']).toBe(0);
      expect((await terminal.post()).body['acceptedThrough']).toBe(1);
      expect((await current(ref)).serviceEndOn).toBe('2026-04-25');
    });
  });
}
