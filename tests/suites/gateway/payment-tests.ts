// Payments: sent once, asked about until known, undone by rule, over every outcome of the training provider.
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { Acquirer, AcquirerAnswer } from '#gateway/acquirer/acquirer.ts';
import { createTrainingAcquirer } from '#gateway/acquirer/training-acquirer.ts';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { sweepPayments } from '#gateway/payments/payment-clock.ts';
import { findPayment } from '#gateway/payments/payment-repository.ts';
import { findSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { fen } from '#shared/domain/fen.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { paymentReplySchema, type PaymentReply } from '#shared/contract/gateway-api.ts';
import type { Answer, SignedTerminal } from '#tests/support/signed-terminal.ts';
import { problem, startOfTests, type GatewayUnderTest } from './gateway-under-test.ts';

const body = (changes: object = {}) => (
  { saleId: v7(), subscriberRef: 'sub-000001', method: 'alipay', way: 'payer-code', amount: 6000, authCode: '280000000000000000', ...changes }
);
const coded = (ending: string, changes: object = {}) => body({ authCode: `2800000000000000${ending}`, ...changes });
const reply = (answer: Answer): PaymentReply => paymentReplySchema.parse(answer.body);

export function paymentTests(test: GatewayUnderTest): void {
  const put = async (terminal: SignedTerminal, id: string, payment: object) => terminal.send(`/v1/payments/${id}`, { method: 'PUT', body: payment });
  const ask = async (terminal: SignedTerminal, id: string) => reply(await terminal.send(`/v1/payments/${id}`));
  const undo = async (terminal: SignedTerminal, id: string, reason = 'clerk') => reply(await terminal.send(`/v1/payments/${id}/reversal`, { body: { reason } }));
  const ordersOf = async (id: string) => test.db().query('SELECT state FROM training_orders WHERE order_number = $1', [id.replaceAll('-', '')]);
  const balanceOf = async (ref: string) => must(await findSubscriber(test.db(), 'ref', ref), 'seeded').balanceFen;
  const setBalance = async (ref: string, balance: number) => test.db().transaction(async (tx) => {
    await lockPublishing(tx);
    await saveSubscribers(tx, [{ ...must(await findSubscriber(tx, 'ref', ref), 'seeded'), balanceFen: fen(balance) }]);
  });
  /** Asks as a terminal does, until it is known; time passes as the gateway says. */
  const wait = async (terminal: SignedTerminal, id: string, rounds = 60): Promise<PaymentReply> => {
    let last = await ask(terminal, id);
    for (let round = 0; round < rounds && last.status === 'pending'; round += 1) {
      test.advance(last.askAfterMs);
      last = await ask(terminal, id);
    }
    return last;
  };
  /** A provider that answers from a script and counts what it is told. */
  const scripted = (words: { charge?: AcquirerAnswer | Promise<AcquirerAnswer>; ask?: AcquirerAnswer; undo?: AcquirerAnswer }) => {
    const heard = { charges: 0, asks: 0, undos: 0 };
    const training = createTrainingAcquirer({ db: test.db(), clock: { now: () => test.now } });
    const acquirer: Acquirer = {
      ...training,
      charge: async () => { heard.charges += 1; return words.charge ?? { word: 'unknown', detail: 'script' }; },
      ask: async () => { heard.asks += 1; return words.ask ?? { word: 'unknown', detail: 'script' }; },
      undo: async () => { heard.undos += 1; return words.undo ?? { word: 'unknown', detail: 'script' }; },
    };
    test.acquirerOf = () => acquirer;
    return heard;
  };

  describe('payments', () => {
    it.each([
      ['00', 'settled', null], ['01', 'failed', 'insufficient-funds'], ['05', 'failed', 'declined-by-risk'], ['08', 'failed', 'code-expired'],
      ['10', 'failed', 'code-used'], ['14', 'settled', null], ['77', 'settled', null],
    ])('[G33] answers a code ending in %s at once with %s', async (ending, status, failure) => {
      const terminal = await test.enrol();
      const id = v7();
      const answer = await put(terminal, id, coded(ending));
      expect([answer.status, reply(answer)]).toEqual([200, {
        paymentId: id, status, phase: null, amount: 6000, reference: status === 'settled' ? expect.stringMatching(/^TRAIN/) : null, failure,
        storeCode: null, giveUpAt: null, askAfterMs: 0, serverTime: test.now,
      }]);
    });

    it.each([['02', 'settled'], ['03', 'settled'], ['06', 'reversed'], ['07', 'settled'], ['11', 'reversed'], ['12', 'settled'], ['13', 'reversed']])(
      '[G33] ends a code ending in %s, when asked long enough, as %s', async (ending, status) => {
        const terminal = await test.enrol();
        const id = v7();
        const first = reply(await put(terminal, id, coded(ending)));
        expect(first).toMatchObject({ status: 'pending', phase: ending === '11' || ending === '12' ? 'unknown' : 'confirming', giveUpAt: expect.any(String) });
        expect(await wait(terminal, id)).toMatchObject({ status, phase: null });
        test.now = startOfTests;
      },
    );

    it('[G33] shows a code of the store to scan, and settles when it is scanned', async () => {
      const terminal = await test.enrol();
      const id = v7();
      const first = reply(await put(terminal, id, body({ way: 'store-code', authCode: undefined })));
      expect(first).toMatchObject({ status: 'pending', phase: 'confirming', storeCode: `https://pay.example/alipay/${id.replaceAll('-', '')}` });
      expect(await wait(terminal, id)).toMatchObject({ status: 'settled', storeCode: null });
      test.now = startOfTests;
    });

    it('[G34] charges once for one id, also when the answer was lost and when two ask at once', async () => {
      const terminal = await test.enrol();
      const [lost, twice] = [v7(), v7()];
      const payment = coded('04');
      await expect(put(terminal, lost, payment)).rejects.toThrow('fetch failed');
      expect(await ask(terminal, lost)).toMatchObject({ status: 'settled' });
      expect(reply(await put(terminal, lost, payment))).toMatchObject({ status: 'settled' });
      const heard = scripted({ charge: { word: 'settled', reference: 'R1', paidFen: 6000 } });
      const same = coded('00');
      const answers = await Promise.all(Array.from({ length: 8 }, async () => put(terminal, twice, same)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      expect([heard.charges, (await ask(terminal, twice)).status]).toEqual([1, 'settled']);
      test.acquirerOf = null;
    });

    it('[G34] refuses an id that was used for another payment or by another terminal', async () => {
      const [terminal, other] = [await test.enrol(), await test.enrol()];
      const id = v7();
      const payment = coded('00');
      await put(terminal, id, payment);
      for (const changed of [{ ...payment, amount: 6001 }, { ...payment, authCode: '280000000000001100' }, { ...payment, saleId: v7() }, { ...payment, method: 'wechat' }]) {
        expect([(await put(terminal, id, changed)).status, (await put(terminal, id, changed)).body['type']]).toEqual([422, problem('payment-mismatch')]);
      }
      expect((await put(other, id, payment)).body['type']).toBe(problem('payment-mismatch'));
      expect((await other.send(`/v1/payments/${id}`)).body['type']).toBe(problem('payment-unknown'));
      expect((await other.send(`/v1/payments/${id}/reversal`, { body: { reason: 'clerk' } })).body['type']).toBe(problem('payment-unknown'));
      expect((await terminal.send(`/v1/payments/${v7()}`)).status).toBe(404);
    });

    it.each<[string, object]>([
      ['a card', { method: 'card', way: 'stand-alone', authCode: undefined }], ['a way that is none of the method', { way: 'account', authCode: undefined }],
      ['no code', { authCode: undefined }], ['a code nobody needs', { way: 'store-code' }], ['nothing to pay', { amount: 0 }],
    ])('[G34] does not take %s', async (_name, changes) => {
      const terminal = await test.enrol();
      expect((await put(terminal, v7(), body(changes))).body['type']).toBe(problem('request-invalid'));
    });

    it('[G35] keeps no payment code', async () => {
      const terminal = await test.enrol();
      const id = v7();
      await put(terminal, id, body({ authCode: '281234567890123400' }));
      const rows = await test.db().query('SELECT to_jsonb(p)::text AS row FROM payments p WHERE payment_id = $1', [id]);
      const orders = await test.db().query('SELECT to_jsonb(o)::text AS row FROM training_orders o WHERE order_number = $1', [id.replaceAll('-', '')]);
      expect(JSON.stringify([rows, orders])).not.toContain('2812345678901234');
    });

    it('[G36] answers 503 when certainly nothing was sent, and leaves nothing open', async () => {
      const terminal = await test.enrol();
      const id = v7();
      const answer = await put(terminal, id, coded('09'));
      expect([answer.status, answer.body['type'], Number(answer.headers.get('retry-after')) > 0]).toEqual([503, problem('overloaded'), true]);
      expect(await ask(terminal, id)).toMatchObject({ status: 'failed', failure: 'provider-down' });
    });

    it('[G36] has no wallet that no provider takes', async () => {
      const terminal = await test.enrol();
      test.acquirerOf = () => null;
      expect(reply(await put(terminal, v7(), coded('00')))).toMatchObject({ status: 'failed', failure: 'method-unavailable' });
      test.acquirerOf = null;
    });

    it('[G37] asks after a crash between sending and answer, and never charges again', async () => {
      const terminal = await test.enrol();
      const id = v7();
      const never = new Promise<AcquirerAnswer>(() => undefined);
      const heard = scripted({ charge: never, ask: { word: 'settled', reference: 'R2', paidFen: 6000 } });
      const payment = coded('00');
      void put(terminal, id, payment).catch(() => undefined);
      await expect.poll(async () => (await findPayment(test.db(), id))?.state).toBe('sent');
      expect(reply(await put(terminal, id, payment))).toMatchObject({ status: 'pending', phase: 'unknown' });
      test.advance(61_000);
      await sweepPayments(await test.ports());
      expect([heard, await ask(terminal, id)]).toMatchObject([{ charges: 1, asks: 1, undos: 0 }, { status: 'settled', reference: 'R2' }]);
      test.acquirerOf = null;
      test.now = startOfTests;
    });

    it('[G37] takes an amount that is not ours for unclear, and gives up at the end of waiting with a last question', async () => {
      const terminal = await test.enrol();
      const id = v7();
      const heard = scripted({ charge: { word: 'settled', reference: 'R3', paidFen: 1 }, undo: { word: 'reversed' } });
      expect(reply(await put(terminal, id, coded('00')))).toMatchObject({ status: 'pending', phase: 'unknown' });
      test.advance(46_000);
      await Promise.all(Array.from({ length: 4 }, async () => sweepPayments(await test.ports())));
      expect([heard, await ask(terminal, id)]).toMatchObject([{ charges: 1, asks: 1, undos: 1 }, { status: 'reversed' }]);
      test.acquirerOf = null;
      test.now = startOfTests;
    });

    it('[G38] undoes what is settled and what is open, once, and says when the money stands', async () => {
      const terminal = await test.enrol();
      const [settled, open, stuck, paid] = [v7(), v7(), v7(), v7()];
      await put(terminal, settled, coded('00'));
      await put(terminal, open, coded('13'));
      await put(terminal, stuck, coded('14'));
      await put(terminal, paid, coded('12'));
      expect([await undo(terminal, settled), await undo(terminal, settled), await undo(terminal, open)].map(({ status }) => status)).toEqual(['reversed', 'reversed', 'reversed']);
      expect((await undo(terminal, stuck)).status).toBe('settled');
      // Found paid at the last question: it stands, and is undone when asked again.
      expect((await undo(terminal, paid)).status).toBe('settled');
      expect((await undo(terminal, paid)).status).toBe('reversed');
      expect(await ordersOf(settled)).toEqual([{ state: 'reversed' }]);
    });

    it('[G38] sends money back that arrives after the customer has left', async () => {
      const terminal = await test.enrol();
      const id = v7();
      await put(terminal, id, coded('12'));
      await undo(terminal, id, 'left');
      expect((await wait(terminal, id)).status).toBe('reversed');
      test.now = startOfTests;
    });

    it('[G38] goes on undoing by itself until the provider has said how it ended', async () => {
      const terminal = await test.enrol();
      const id = v7();
      await put(terminal, id, coded('06'));
      expect(await undo(terminal, id)).toMatchObject({ status: 'pending', phase: 'reversing' });
      for (let round = 0; round < 5; round += 1) {
        test.advance(10_000);
        await sweepPayments(await test.ports());
      }
      expect(await ordersOf(id)).toEqual([{ state: 'reversed' }]);
      expect((await ask(terminal, id)).status).toBe('reversed');
      test.now = startOfTests;
    });

    it('[G39] remembers an undo that came before its charge: nobody is charged', async () => {
      const terminal = await test.enrol();
      const id = v7();
      expect(await undo(terminal, id, 'restart')).toMatchObject({ status: 'reversed', amount: 0 });
      expect(reply(await put(terminal, id, coded('00')))).toMatchObject({ status: 'reversed', amount: 6000 });
      expect(await ordersOf(id)).toEqual([]);
    });

    it('[G39] lets either the charge or the undo win when both arrive at once', async () => {
      const terminal = await test.enrol();
      for (let round = 0; round < 20; round += 1) {
        const id = v7();
        await Promise.all([put(terminal, id, coded('00')), undo(terminal, id, 'left')]);
        const end = await wait(terminal, id);
        const orders = await ordersOf(id);
        expect(end.status).toBe('reversed');
        expect(orders.length === 0 || (orders[0] as { state: string }).state === 'reversed').toBe(true);
      }
      test.now = startOfTests;
    });

    it('[G40] takes the balance, tells everybody, refuses what is not there, and puts it back once', async () => {
      const terminal = await test.enrol();
      const ref = 'sub-000200';
      await setBalance(ref, 7000);
      const { cursor } = await terminal.readFeed();
      const payment = body({ subscriberRef: ref, method: 'balance', way: 'account', authCode: undefined });
      const [first, second] = [v7(), v7()];
      const answers = await Promise.all([put(terminal, first, payment), put(terminal, first, payment)]);
      expect(answers.map((one) => reply(one).status)).toEqual(['settled', 'settled']);
      expect(reply(await put(terminal, second, { ...payment, saleId: v7() }))).toMatchObject({ status: 'failed', failure: 'insufficient-funds' });
      expect(await balanceOf(ref)).toBe(1000);
      expect((await terminal.readFeed(cursor)).changes.map(({ kind, id, data }) => [kind, id, data?.['balanceFen']])).toEqual([['subscriber', ref, 1000]]);
      expect([await undo(terminal, first), await undo(terminal, first)].map(({ status }) => status)).toEqual(['reversed', 'reversed']);
      expect(await balanceOf(ref)).toBe(7000);
    });
  });
}
