// Refunds: never more than was paid, once per id, to the same tenders; what becomes of the card's validity.
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { Acquirer, RefundAnswer } from '#gateway/acquirer/acquirer.ts';
import { createTrainingAcquirer } from '#gateway/acquirer/training-acquirer.ts';
import { sweepPayments } from '#gateway/payments/payment-clock.ts';
import { refundPreviewReplySchema, refundReplySchema } from '#shared/contract/gateway-api.ts';
import { dateSchema } from '#shared/contract/values.ts';
import type { SignedTerminal } from '#tests/support/signed-terminal.ts';
import { problem, startOfTests, type GatewayUnderTest } from './gateway-under-test.ts';
import { cash, moneyHelpers, refundBody, type Sold } from './money-helpers.ts';

const NEXT_DAY = '2026-03-11T02:00:00.000Z';

export function refundTests(test: GatewayUnderTest): void {
  const { card, current, pay, sell, refund, record } = moneyHelpers(test, 100);
  const preview = async (terminal: SignedTerminal, { saleId }: Sold, amount: number) => terminal.send(`/v1/sales/${saleId}/refundable?amount=${amount}`);
  const refunded = async (sold: Sold) => {
    const [row] = await test.db().query<{ given: string }>(
      `SELECT coalesce(sum(l.amount_fen), 0)::text AS given FROM refund_lines l JOIN refunds r USING (refund_id) WHERE r.sale_id = $1 AND r.status <> 'failed'`, [sold.saleId],
    );
    return Number(row?.given);
  };

  describe('refunds', () => {
    it('[G41] gives a part and then the rest back, and says before what it will do', async () => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card(), async (sale) => [await pay(terminal, sale, 'alipay', 5000), cash(1000)]);
      const tender = (index: number, given: number) => ({ ...sold.tenders[index], refunded: given });
      expect(refundPreviewReplySchema.parse((await preview(terminal, sold, 2000)).body)).toEqual({
        saleId: sold.saleId, paid: 6000, refunded: 0, validity: 'stays', expiryAfter: '2026-04-24', tenders: [tender(0, 0), tender(1, 0)], serverTime: test.now,
      });
      expect(refundReplySchema.parse((await refund(terminal, sold, [2000])).body)).toMatchObject({ status: 'done', failure: null, validity: 'stays', expiryAfter: '2026-04-24' });
      expect((await preview(terminal, sold, 4000)).body).toMatchObject({ refunded: 2000, validity: 'moved-back', expiryAfter: '2026-03-24', tenders: [tender(0, 2000), tender(1, 0)] });
      expect((await refund(terminal, sold, [3000, 1000])).body).toMatchObject({ status: 'done', validity: 'moved-back', expiryAfter: '2026-03-24' });
      expect((await preview(terminal, sold, 0)).body).toMatchObject({ refunded: 6000 });
    });

    it('[G41] is one refund per id and refuses another under it', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const sold = await sell(terminal, await card());
      const id = v7();
      const answers = await Promise.all(Array.from({ length: 6 }, async () => refund(terminal, sold, [2000], id)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
      // Whoever comes while another is at it is told that it was accepted.
      expect(answers.filter(({ body }) => body['status'] !== 'accepted' && body['status'] !== 'done')).toEqual([]);
      expect(await refunded(sold)).toBe(2000);
      expect((await terminal.send(`/v1/refunds/${id}`)).body).toMatchObject({ refundId: id, status: 'done' });
      const others = [await refund(terminal, sold, [2001], id), await refund(terminal, sold, [2000], id, { reason: 'other' }), await refund(other, sold, [2000], id)];
      expect(others.map(({ status, body }) => [status, body['type']])).toEqual(Array.from({ length: 3 }, () => [422, problem('refund-mismatch')]));
      expect((await other.send(`/v1/refunds/${id}`)).body['type']).toBe(problem('refund-unknown'));
    });

    it('[G42] gives no more than was paid, of the sale and of each tender', async () => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card(), async (sale) => [await pay(terminal, sale, 'wechat', 2000), cash(4000)]);
      expect([(await refund(terminal, sold, [2001])).status, (await refund(terminal, sold, [1000, 4001])).body['type']]).toEqual([409, problem('refund-exceeds')]);
      expect((await refund(terminal, sold, [1500])).status).toBe(200);
      expect((await refund(terminal, sold, [501])).status).toBe(409);
      expect((await refund(terminal, sold, [500, 4000])).status).toBe(200);
      expect((await refund(terminal, sold, [0, 1])).status).toBe(409);
      expect(await refunded(sold)).toBe(6000);
    });

    it('[G42] lets one of two win, from two terminals at once, a hundred times', async () => {
      const [left, right] = [await test.enrol(), await test.enrol()];
      const ref = await card();
      for (let round = 0; round < 100; round += 1) {
        const sold: Sold = { saleId: v7(), ref, tenders: [cash(6000)] };
        record(left, sold);
        await left.post(left.journal.slice(-1));
        const answers = await Promise.all([refund(left, sold, [4000]), refund(right, sold, [4000])]);
        expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
        expect(await refunded(sold)).toBe(4000);
      }
    });

    it('[G42] is also held by the database itself', async () => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card());
      const id = v7();
      await refund(terminal, sold, [5000], id);
      await expect(test.db().query(
        `INSERT INTO refund_lines (refund_id, line, payment_id, method, amount_fen, refund_number, state) VALUES ($1, 9, $2, 'cash', 1001, 'n', 'done')`, [id, sold.tenders[0]!.paymentId],
      )).rejects.toThrow('more is given back than was paid');
    });

    it('[G43] knows only sales of the store that were not taken back', async () => {
      const terminal = await test.enrol();
      const nobody: Sold = { saleId: v7(), ref: 'x', tenders: [cash(6000)] };
      expect([(await refund(terminal, nobody, [1])).body['type'], (await preview(terminal, nobody, 1)).status]).toEqual([problem('refund-sale-unknown'), 404]);
      const sold = await sell(terminal, await card());
      await test.db().query(`UPDATE terminals SET store_id = 'SZ-777' WHERE terminal_id = $1`, [terminal.id]);
      const other = await test.enrol();
      expect([(await refund(other, sold, [1])).status, (await preview(other, sold, 1)).body['type']]).toEqual([404, problem('refund-sale-unknown')]);
      await test.db().query(`UPDATE terminals SET store_id = 'SZ-001' WHERE terminal_id = $1`, [terminal.id]);
    });

    it.each<[string, (sold: Sold) => object]>([
      ['lines that do not make up the amount', () => ({ amount: 999 })],
      ['a tender that is none of the sale', ({ tenders }) => ({ lines: [{ paymentId: v7(), method: 'cash', amount: tenders[0]!.amount }] })],
      ['cash for what a wallet paid', ({ tenders }) => ({ lines: [{ ...tenders[0]!, method: 'card' }] })],
      ['a tender twice', ({ tenders }) => ({ lines: [{ ...tenders[0]!, amount: 3000 }, { ...tenders[0]!, amount: 3000 }] })],
    ])('[G43] refuses %s', async (_name, spoil) => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card());
      expect((await refund(terminal, sold, [6000], v7(), spoil(sold))).body['type']).toBe(problem('request-invalid'));
    });

    it('[G44] moves a renewal back that nobody used, with everything it changed, and tells everybody', async () => {
      const terminal = await test.enrol();
      const before = await current(await card());
      const sold = await sell(terminal, before.ref);
      test.now = NEXT_DAY;
      const { cursor } = await terminal.readFeed();
      expect((await refund(terminal, sold, [6000])).body).toMatchObject({ status: 'done', validity: 'moved-back', expiryAfter: '2026-03-24' });
      expect(await current(before.ref)).toEqual({ ...before, asOf: test.now });
      expect((await terminal.readFeed(cursor)).changes.map(({ kind, id }) => [kind, id])).toEqual([['subscriber', before.ref]]);
      test.now = startOfTests;
    });

    it('[G44] leaves a card on which a later renewal stands, until that one is taken back', async () => {
      const terminal = await test.enrol();
      const ref = await card();
      const [first, second] = [await sell(terminal, ref), await sell(terminal, ref)];
      expect((await refund(terminal, first, [6000])).body).toMatchObject({ validity: 'stays', expiryAfter: '2026-05-24' });
      expect((await refund(terminal, second, [6000])).body).toMatchObject({ validity: 'moved-back', expiryAfter: '2026-04-24' });
    });

    it('[G44] leaves a period that has begun on an earlier day', async () => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card({ serviceEndOn: null }));
      expect((await preview(terminal, sold, 6000)).body).toMatchObject({ validity: 'stays', expiryAfter: null });
      const lapsed = await sell(terminal, (await current(await card())).ref);
      test.now = '2026-03-25T02:00:00.000Z';
      expect((await refund(terminal, lapsed, [6000])).body).toMatchObject({ validity: 'stays', expiryAfter: '2026-04-24' });
      test.now = startOfTests;
    });

    it('[G45] asks about what the provider accepted until it is done, and only then moves the card', async () => {
      const terminal = await test.enrol();
      const ref = await card();
      const sold = await sell(terminal, ref, async (sale) => [await pay(terminal, sale, 'alipay', 6000, '15')]);
      const id = v7();
      const first = (await refund(terminal, sold, [6000], id)).body;
      expect([first['status'], first['askAfterMs'], (await current(ref)).serviceEndOn]).toEqual(['accepted', 3000, '2026-04-25']);
      for (let round = 0; round < 3; round += 1) {
        test.advance(10_000);
        await sweepPayments(await test.ports());
      }
      expect((await terminal.send(`/v1/refunds/${id}`)).body).toMatchObject({ status: 'done', validity: 'moved-back', askAfterMs: 0 });
      expect((await current(ref)).serviceEndOn).toBe('2026-03-25');
      test.now = startOfTests;
    });

    it('[G45] leaves everything to give back when the provider refuses', async () => {
      const terminal = await test.enrol();
      const ref = await card();
      const sold = await sell(terminal, ref, async (sale) => [await pay(terminal, sale, 'alipay', 5000, '16'), cash(1000)]);
      expect((await refund(terminal, sold, [5000, 1000])).body).toMatchObject({ status: 'failed', failure: 'provider-refused', validity: 'stays' });
      expect([await refunded(sold), (await current(ref)).serviceEndOn]).toEqual([0, '2026-04-25']);
      expect((await refund(terminal, sold, [0, 1000])).body).toMatchObject({ status: 'done' });
    });

    it('[G45] sends a refund again under its number when the provider never had it, and counts it once', async () => {
      const terminal = await test.enrol();
      const sold = await sell(terminal, await card(), async (sale) => [await pay(terminal, sale, 'alipay', 6000)]);
      const id = v7();
      test.acquirerOf = () => null;
      expect((await refund(terminal, sold, [6000], id)).body['status']).toBe('accepted');
      // As if the process had ended after the line was marked.
      await test.db().query(`UPDATE refund_lines SET state = 'sent' WHERE refund_id = $1`, [id]);
      test.acquirerOf = null;
      test.advance(3_600_000);
      await Promise.all([sweepPayments(await test.ports()), sweepPayments(await test.ports())]);
      expect((await terminal.send(`/v1/refunds/${id}`)).body['status']).toBe('done');
      const rows = await test.db().query('SELECT amount_fen::int AS amount FROM training_refunds WHERE order_number = $1', [sold.tenders[0]!.paymentId.replaceAll('-', '')]);
      expect(rows).toEqual([{ amount: 6000 }]);
      test.now = startOfTests;
    });

    it.each<[string, RefundAnswer]>([
      ['nothing clear', { word: 'unknown', detail: 'script' }], ['that it is refused', { word: 'failed', detail: 'script' }], ['that it is done', { word: 'done' }],
    ])('[G45] lets a refund stand as another finished it while the first heard %s', async (_name, late) => {
      const terminal = await test.enrol();
      const ref = await card();
      const sold = await sell(terminal, ref, async (sale) => [await pay(terminal, sale, 'alipay', 6000)]);
      const id = v7();
      let answerLate = (): void => undefined;
      const first = new Promise<RefundAnswer>((resolve) => { answerLate = () => { resolve(late); }; });
      const training = createTrainingAcquirer({ db: test.db(), clock: { now: () => test.now } });
      const acquirer: Acquirer = { ...training, refund: async () => first, askRefund: async () => ({ word: 'done' }) };
      test.acquirerOf = () => acquirer;
      const answer = refund(terminal, sold, [6000], id);
      await expect.poll(async () => test.db().query('SELECT state FROM refund_lines WHERE refund_id = $1', [id])).toEqual([{ state: 'sent' }]);
      // Longer than anybody may keep it for themselves.
      test.advance(61_000);
      await sweepPayments(await test.ports());
      answerLate();
      const isDone = { status: 'done', failure: null, validity: 'moved-back', askAfterMs: 0 };
      expect((await answer).body).toMatchObject(isDone);
      expect((await terminal.send(`/v1/refunds/${id}`)).body).toMatchObject(isDone);
      expect([await refunded(sold), (await current(ref)).serviceEndOn]).toEqual([6000, '2026-03-25']);
      expect(await test.db().query('SELECT state FROM refund_lines WHERE refund_id = $1', [id])).toEqual([{ state: 'done' }]);
      test.acquirerOf = null;
      test.now = startOfTests;
    });

    it('[G45] puts the balance back, once', async () => {
      const terminal = await test.enrol();
      const ref = await card({ balanceFen: (await current('sub-000001')).balanceFen });
      await test.db().query(`UPDATE subscribers SET record = replace(record, '"balanceFen":1250', '"balanceFen":9000') WHERE ref = $1`, [ref]);
      const sold = await sell(terminal, ref, async (sale) => [await pay(terminal, sale, 'balance', 6000)]);
      expect((await current(ref)).balanceFen).toBe(3000);
      const id = v7();
      await refund(terminal, sold, [2500], id);
      await refund(terminal, sold, [2500], id);
      expect((await current(ref)).balanceFen).toBe(5500);
    });

    it('[G46] carries out an offline refund from the journal once, and moves the card', async () => {
      const terminal = await test.enrol();
      const ref = await card();
      const sold = await sell(terminal, ref);
      const entry = { refundId: v7(), shiftId: 'sh-1', staffId: 'c01', approvalId: null, mode: 'offline', validity: 'undecided', ...refundBody(sold, [6000]) };
      terminal.record('refund.completed', entry);
      terminal.record('refund.completed', entry);
      expect((await terminal.post()).status).toBe(200);
      expect([await refunded(sold), (await current(ref)).serviceEndOn]).toEqual([6000, '2026-03-25']);
      const lines = await test.db().query(`SELECT kind, amount_fen::int AS amount FROM store_lines WHERE sale_id = $1 AND seq > 1 ORDER BY seq, line`, [sold.saleId]);
      expect(lines).toEqual([{ kind: 'refund', amount: -6000 }, { kind: 'tender-back', amount: -6000 }]);
    });

    it('[G46] judges an offline refund by its own day, however late it arrives', async () => {
      const terminal = await test.enrol();
      // Out of service: the renewal began on the day it was sold, and nobody has used more than that day.
      const ref = await card({ serviceEndOn: dateSchema.parse('2026-03-05') });
      const arrivesAt = test.now;
      test.now = '2026-03-12T02:00:00.000Z';
      const sold: Sold = { saleId: v7(), ref, tenders: [cash(6000)] };
      record(terminal, sold);
      terminal.record('refund.completed', { refundId: v7(), shiftId: 'sh-1', staffId: 'c01', approvalId: null, mode: 'offline', validity: 'undecided', ...refundBody(sold, [6000]) });
      expect((await terminal.post()).status).toBe(200);
      expect((await current(ref)).serviceEndOn).toBe('2026-03-05');
      test.now = arrivesAt;
    });

    it('[G46] keeps what was given back beyond the rest as a conflict, counts it and tells the store', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const sold = await sell(terminal, await card());
      await refund(other, sold, [4000]);
      const refundId = v7();
      terminal.record('refund.completed', { refundId, shiftId: 'sh-1', staffId: 'c01', approvalId: null, mode: 'offline', validity: 'undecided', ...refundBody(sold, [6000]) });
      terminal.record('refund.completed', { refundId: v7(), shiftId: 'sh-1', staffId: 'c01', approvalId: null, mode: 'offline', validity: 'undecided', ...refundBody(sold, [0], { lines: [{ ...sold.tenders[0]!, amount: 0 }] }) });
      expect((await terminal.post()).body['acceptedThrough']).toBe(3);
      expect((await preview(terminal, sold, 0)).body).toMatchObject({ paid: 6000, refunded: 6000 });
      const day = await terminal.send('/v1/stores/SZ-001/daily?date=2026-03-10');
      expect(day.body['attention']).toContainEqual({ kind: 'refund-conflict', subject: refundId, saleId: sold.saleId, terminalId: terminal.id, amount: 6000 });
      expect((await refund(other, sold, [1])).status).toBe(409);
    });
  });
}
