// Sales with every tender, sales taken back, and the day of a store.
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { storeDaySchema } from '#shared/contract/gateway-api.ts';
import type { SignedTerminal } from '#tests/support/signed-terminal.ts';
import { problem, type GatewayUnderTest } from './gateway-under-test.ts';
import { cash, moneyHelpers, refundBody, type Sold, type Tender } from './money-helpers.ts';

type TenderOf = (terminal: SignedTerminal, sale: { saleId: string; ref: string }) => Promise<Tender>;

export function tenderTests(test: GatewayUnderTest): void {
  const { card, current, outcomeOf, pay, record, refund } = moneyHelpers(test, 150);
  const voidOf = (sold: Sold, total = 6000) => ({
    saleId: sold.saleId, receiptNumber: 'R-1', shiftId: 'sh-1', staffId: 'm01', approvalId: null, reason: 'wrong-plan', total, tenders: sold.tenders.map((one) => ({ ...one })),
  });
  const outcomeWith = async (tenders: readonly Tender[], changes: Record<string, number> = {}, terminal?: SignedTerminal) => {
    const till = terminal ?? await test.enrol();
    const sold = { saleId: v7(), ref: await card(), tenders };
    record(till, sold, changes);
    await till.post();
    return outcomeOf(till, sold.saleId);
  };
  /** A sale for which nobody answers is rejected, and its card stays as it was. */
  const expectUnpaid = async (tenderOf: TenderOf): Promise<void> => {
    const terminal = await test.enrol();
    const sale = { saleId: v7(), ref: await card() };
    record(terminal, { ...sale, tenders: [await tenderOf(terminal, sale)] });
    await terminal.post();
    expect(await outcomeOf(terminal, sale.saleId)).toMatchObject({ status: 'rejected', reason: 'payment-missing' });
    expect((await current(sale.ref)).serviceEndOn).toBe('2026-03-25');
  };

  describe('tenders', () => {
    it.each<[string, readonly Tender[], number, boolean]>([
      ['two in cash', [cash(2000), cash(4000)], 0, true],
      ['card and cash, rounded down', [{ ...cash(2997), method: 'card' }, cash(3000)], -3, true],
      ['cash, rounded up by nine', [cash(6009)], 9, true],
      ['rounded by ten', [cash(6010)], 10, false],
      ['card alone, where rounding took what was left for cash', [{ ...cash(5997), method: 'card' }], -3, true],
      ['rounded up without cash', [{ ...cash(6003), method: 'card' }], 3, false],
      ['rounded down by ten without cash', [{ ...cash(5990), method: 'card' }], -10, false],
      ['rounding that is not there', [cash(6003)], 0, false],
      ['too little', [cash(2000), cash(3999)], 0, false],
    ])('[G14] adds up %s', async (_name, tenders, rounding, isRight) => {
      const outcome = await outcomeWith(tenders, rounding === 0 ? {} : { rounding });
      expect(outcome).toMatchObject(isRight ? { status: 'applied' } : { status: 'rejected', reason: 'amount-mismatch' });
    });

    it('[G14] takes no tender twice', async () => {
      const one = cash(3000);
      expect(await outcomeWith([one, one])).toMatchObject({ status: 'rejected', reason: 'amount-mismatch' });
    });

    it('[G14] applies what wallets, the balance and cash paid together', async () => {
      const terminal = await test.enrol();
      const saleId = v7();
      const ref = await card();
      await test.db().query(`UPDATE subscribers SET record = regexp_replace(record, '"balanceFen":[0-9]+', '"balanceFen":500') WHERE ref = $1`, [ref]);
      const sale = { saleId, ref };
      record(terminal, { ...sale, tenders: [await pay(terminal, sale, 'wechat', 3000), await pay(terminal, sale, 'balance', 500), cash(2500)] });
      await terminal.post();
      expect(await outcomeOf(terminal, saleId)).toMatchObject({ status: 'applied' });
      expect((await current(ref)).balanceFen).toBe(0);
    });

    it.each<[string, TenderOf]>([
      ['nobody made', async () => ({ paymentId: v7(), method: 'alipay', amount: 6000 })],
      ['of another sale', async (terminal, { ref }) => pay(terminal, { saleId: v7(), ref }, 'alipay', 6000)],
      ['of another amount', async (terminal, sale) => ({ ...await pay(terminal, sale, 'alipay', 5000), amount: 6000 })],
      ['of another wallet', async (terminal, sale) => ({ ...await pay(terminal, sale, 'alipay', 6000), method: 'wechat' })],
      ['of another terminal', async (_terminal, sale) => pay(await test.enrol(), sale, 'alipay', 6000)],
      ['that was undone', async (terminal, sale) => {
        const tender = await pay(terminal, sale, 'alipay', 6000);
        await terminal.send(`/v1/payments/${tender.paymentId}/reversal`, { body: { reason: 'clerk' } });
        return tender;
      }],
    ])('[G14] rejects a sale with a payment %s', async (_name, tenderOf) => {
      await expectUnpaid(tenderOf);
    });

    describe('a payment that a manager called paid', () => {
      const started = (terminal: SignedTerminal, sale: { saleId: string; ref: string }, { paymentId, method, amount }: Tender): void => {
        terminal.record('payment.started', {
          paymentId, saleId: sale.saleId, shiftId: 'sh-1', staffId: 'c01', subscriberRef: sale.ref, method, way: method === 'balance' ? 'account' : 'payer-code', amount,
        });
      };
      const forced = (terminal: SignedTerminal, { saleId }: { saleId: string }, { paymentId }: Tender, isForced = true): void => {
        terminal.record('payment.settled', {
          paymentId, saleId, reference: '2026031022001412345678901234', approvalCode: null, cardLast4: null, staffId: 'c01', approvalId: v7(), isForced,
        });
      };
      const unclear = async (terminal: SignedTerminal, { saleId, ref }: { saleId: string; ref: string }, ending: string): Promise<Tender> => {
        const paymentId = v7();
        await terminal.send(`/v1/payments/${paymentId}`, { method: 'PUT', body: {
          saleId, subscriberRef: ref, method: 'alipay', way: 'payer-code', amount: 6000, authCode: `2800000000000000${ending}`,
        } });
        return { paymentId, method: 'alipay', amount: 6000 };
      };

      it('[G51] is taken as paid, and the store is told', async () => {
        const terminal = await test.enrol();
        const sale = { saleId: v7(), ref: await card() };
        const tender = { paymentId: v7(), method: 'alipay', amount: 6000 };
        started(terminal, sale, tender);
        await terminal.post();
        forced(terminal, sale, tender);
        record(terminal, { ...sale, tenders: [tender] });
        await terminal.post();
        expect(await outcomeOf(terminal, sale.saleId)).toMatchObject({ status: 'applied' });
        expect((await current(sale.ref)).serviceEndOn).toBe('2026-04-25');
        const day = await terminal.send('/v1/stores/SZ-001/daily?date=2026-03-10');
        expect(day.body['attention']).toContainEqual({ kind: 'payment-forced', subject: tender.paymentId, saleId: sale.saleId, terminalId: terminal.id, amount: 6000 });
        // No provider has ever heard of it, so nobody can give it back through one.
        expect((await refund(terminal, { ...sale, tenders: [tender] }, [6000])).body).toMatchObject({ status: 'failed' });
      });

      it('[G51] is asked about further, and neither given up nor undone', async () => {
        const terminal = await test.enrol();
        const sale = { saleId: v7(), ref: await card() };
        const tender = await unclear(terminal, sale, '06');
        started(terminal, sale, tender);
        forced(terminal, sale, tender);
        record(terminal, { ...sale, tenders: [tender] });
        await terminal.post();
        expect(await outcomeOf(terminal, sale.saleId)).toMatchObject({ status: 'applied' });
        const undone = await terminal.send(`/v1/payments/${tender.paymentId}/reversal`, { body: { reason: 'clerk' } });
        expect(undone.body).toMatchObject({ status: 'pending' });
        expect(undone.body['phase']).not.toBe('reversing');
        const [row] = await test.db().query('SELECT undo_reason AS reason, used_by_sale AS sale FROM payments WHERE payment_id = $1', [tender.paymentId]);
        expect(row).toEqual({ reason: null, sale: sale.saleId });
      });

      it.each<[string, TenderOf]>([
        ['that was never started', async (terminal, sale) => {
          const tender = { paymentId: v7(), method: 'alipay', amount: 6000 };
          forced(terminal, sale, tender);
          return tender;
        }],
        ['of another amount', async (terminal, sale) => {
          const tender = { paymentId: v7(), method: 'alipay', amount: 5000 };
          started(terminal, sale, tender);
          forced(terminal, sale, tender);
          return { ...tender, amount: 6000 };
        }],
        ['for another sale', async (terminal, { ref }) => {
          const [tender, other] = [{ paymentId: v7(), method: 'alipay', amount: 6000 }, { saleId: v7(), ref }];
          started(terminal, other, tender);
          forced(terminal, other, tender);
          return tender;
        }],
        ['that nobody called paid', async (terminal, sale) => {
          const tender = { paymentId: v7(), method: 'alipay', amount: 6000 };
          started(terminal, sale, tender);
          forced(terminal, sale, tender, false);
          return tender;
        }],
        ['that was undone afterwards', async (terminal, sale) => {
          const tender = { paymentId: v7(), method: 'alipay', amount: 6000 };
          started(terminal, sale, tender);
          forced(terminal, sale, tender);
          terminal.record('payment.reversing', { paymentId: tender.paymentId, saleId: sale.saleId, staffId: 'c01', reason: 'clerk' });
          return tender;
        }],
        ['from the balance', async (terminal, sale) => {
          const tender = { paymentId: v7(), method: 'balance', amount: 6000 };
          started(terminal, sale, tender);
          forced(terminal, sale, tender);
          return tender;
        }],
        ['of another terminal', async (_terminal, sale) => {
          const [tender, other] = [{ paymentId: v7(), method: 'alipay', amount: 6000 }, await test.enrol()];
          started(other, sale, tender);
          forced(other, sale, tender);
          await other.post();
          return tender;
        }],
      ])('[G51] stays unpaid when it is one %s', async (_name, tenderOf) => {
        await expectUnpaid(tenderOf);
      });
    });

    it('[G38] does not undo a payment whose sale has arrived', async () => {
      const terminal = await test.enrol();
      const sale = { saleId: v7(), ref: await card() };
      const tender = await pay(terminal, sale, 'alipay', 6000);
      record(terminal, { ...sale, tenders: [tender] });
      await terminal.post();
      expect((await terminal.send(`/v1/payments/${tender.paymentId}/reversal`, { body: { reason: 'left' } })).body).toMatchObject({ status: 'settled' });
    });

    it('[G47] never applies a sale that was taken back, by an entry of the batch or one still to come', async () => {
      const terminal = await test.enrol();
      const [together, later] = [{ saleId: v7(), ref: await card(), tenders: [cash(6000)] }, { saleId: v7(), ref: await card(), tenders: [cash(6000)] }];
      record(terminal, together);
      terminal.record('sale.voided', voidOf(together));
      record(terminal, later);
      await terminal.send(`/v1/terminals/${terminal.id}/journal`, { body: { entries: terminal.journal, voidedSaleIds: [later.saleId] } });
      terminal.record('sale.voided', voidOf(later));
      terminal.record('sale.voided', voidOf(later));
      await terminal.post();
      for (const sold of [together, later]) {
        expect(await outcomeOf(terminal, sold.saleId)).toEqual({ saleId: sold.saleId, status: 'voided', decidedAt: test.now });
        expect((await current(sold.ref)).serviceEndOn).toBe('2026-03-25');
        expect((await refund(terminal, sold, [1])).body['type']).toBe(problem('refund-not-possible'));
        const [sum] = await test.db().query('SELECT sum(amount_fen)::int AS sum, count(*)::int AS lines FROM store_lines WHERE sale_id = $1', [sold.saleId]);
        expect(sum).toEqual({ sum: 0, lines: 4 });
      }
    });

    it('[G47] lets an applied sale stand when the void comes too late, and tells the store', async () => {
      const terminal = await test.enrol();
      const sold = { saleId: v7(), ref: await card(), tenders: [cash(6000)] };
      record(terminal, sold);
      await terminal.post();
      terminal.record('sale.voided', voidOf(sold));
      await terminal.post();
      expect(await outcomeOf(terminal, sold.saleId)).toMatchObject({ status: 'applied' });
      const day = await terminal.send('/v1/stores/SZ-001/daily?date=2026-03-10');
      expect(day.body['attention']).toContainEqual({ kind: 'void-too-late', subject: sold.saleId, saleId: sold.saleId, terminalId: terminal.id, amount: 6000 });
      expect((await refund(terminal, sold, [1])).body['type']).toBe(problem('refund-not-possible'));
    });
  });

  describe('the day of a store', () => {
    const day = { businessDate: '2026-07-01', at: '2026-07-01T03:30:00.000Z' };

    it('[G48] adds up sales, voids and refunds of all terminals, and each breakdown sums to the whole', async () => {
      const [left, right] = [await test.enrol(), await test.enrol()];
      const write = (terminal: SignedTerminal, type: string, payload: Parameters<SignedTerminal['record']>[1], at = day.at): void => {
        terminal.record(type, payload, { ...day, at });
      };
      const sold = async (tenders: readonly Tender[]): Promise<Sold> => ({ saleId: v7(), ref: await card(), tenders });
      const [plain, rounded, voided] = [await sold([cash(6000)]), await sold([{ ...cash(2997), method: 'card' }, cash(3000)]), await sold([cash(6000)])];
      const payloadOf = (one: Sold, changes = {}) => {
        const scratch = left.journal.length;
        record(left, one, changes);
        return left.journal.splice(scratch)[0]!.payload;
      };
      write(left, 'shift.opened', { shiftId: 'sh-1', staffId: 'c01', floatFen: 10_000 });
      write(left, 'sale.completed', payloadOf(plain));
      write(left, 'sale.completed', payloadOf(rounded, { rounding: -3, staffId: 'c02' }), '2026-07-01T04:00:00.000Z');
      write(right, 'sale.completed', payloadOf(voided));
      write(right, 'sale.voided', voidOf(voided));
      await left.post();
      await right.post();
      write(right, 'refund.completed', { refundId: v7(), shiftId: 'sh-2', staffId: 'm01', approvalId: null, mode: 'offline', validity: 'undecided', ...refundBody(plain, [1500]) });
      await right.post();
      const answer = await right.send('/v1/stores/SZ-001/daily?date=2026-07-01');
      const { totals, byMethod, byPlan, byStaff, byHour, terminals } = storeDaySchema.parse(answer.body);
      expect(totals).toEqual({ saleCount: 3, sales: 18_000, refundCount: 1, refunds: 1500, voidCount: 1, voids: 6000, rounding: -3, net: 10_500 });
      expect(byMethod).toEqual([{ method: 'cash', count: 3, amount: 7500 }, { method: 'card', count: 1, amount: 2997 }]);
      expect(byPlan).toEqual([{ planId: 'plus-60', count: 3, amount: 10_500 }]);
      expect(byStaff).toEqual([{ staffId: 'c01', count: 2, amount: 12_000 }, { staffId: 'c02', count: 1, amount: 6000 }, { staffId: 'm01', count: 0, amount: -7500 }]);
      expect(byHour).toEqual([{ hour: 11, count: 2, amount: 4500 }, { hour: 12, count: 1, amount: 6000 }]);
      const shares = terminals.filter(({ terminalId }) => [left.id, right.id].includes(terminalId));
      expect(shares).toEqual([
        { terminalId: left.id, count: 2, amount: 12_000, overShort: null, openShift: true, rejectedCount: 0, lastReceivedAt: test.now },
        { terminalId: right.id, count: 1, amount: -1500, overShort: null, openShift: false, rejectedCount: 0, lastReceivedAt: test.now },
      ]);
      expect(byMethod.reduce((sum, one) => sum + one.amount, 0)).toBe(totals.net + totals.rounding);
    });

    it('[G48] is told to terminals of the store only', async () => {
      const terminal = await test.enrol();
      expect((await terminal.send('/v1/stores/SZ-002/daily?date=2026-07-01')).body['type']).toBe(problem('not-found'));
      expect((await terminal.send('/v1/stores/SZ-001/daily?date=tomorrow')).body['type']).toBe(problem('request-invalid'));
      expect((await terminal.send('/v1/stores/SZ-001/daily')).status).toBe(400);
      expect((await terminal.send('/v1/stores/SZ-001/daily?date=2031-01-01')).body).toMatchObject({ totals: { saleCount: 0, net: 0 }, byMethod: [], byHour: [], attention: [] });
    });
  });
}
