// The Alipay adapter against a stand-in that checks signatures and plays the documented answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acquirer, Charge } from '#gateway/acquirer/acquirer.ts';
import { createAlipayAcquirer } from '#gateway/acquirer/alipay/alipay-acquirer.ts';
import { alipayFailures } from '#gateway/acquirer/alipay/classify-alipay.ts';
import { readAlipayNotification } from '#gateway/acquirer/alipay/read-notification.ts';
import { startAlipayStandIn, type Manner } from '#tests/support/provider-stand-ins.ts';

let alipay: Awaited<ReturnType<typeof startAlipayStandIn>>;
let acquirer: Acquirer;
beforeAll(async () => {
  alipay = await startAlipayStandIn();
  acquirer = createAlipayAcquirer(alipay.config);
});
afterAll(async () => alipay.close());

const charge: Charge = {
  orderNumber: '019ab0000000700080000000000000a1', method: 'alipay', way: 'payer-code', amountFen: 6005, authCode: '280000000000000000', subject: 'Heyon卡续费',
  storeId: 'SZ-001', terminalId: 'T-0001', expiresAt: '2026-11-24T02:01:00.000Z',
};
const paid = { code: '10000', msg: 'Success', trade_no: '2026112422001400000000000001', out_trade_no: charge.orderNumber, total_amount: '60.05' };
const refund = { refundNumber: 'r1', amountFen: 3000, reason: '客户改了主意' };
const refused = (subCode: string): object => ({ code: '40004', msg: 'Business Failed', sub_code: subCode, sub_msg: '…' });

describe('acquirer/alipay', () => {
  it('[PV1] sends a signed face-to-face order with the amount in yuan, and reads the payment', async () => {
    alipay.answer({ body: paid });
    expect(await acquirer.charge(charge)).toEqual({ word: 'settled', reference: paid.trade_no, paidFen: 6005 });
    expect(alipay.seen.at(-1)).toEqual({
      what: 'alipay.trade.pay',
      content: {
        out_trade_no: charge.orderNumber, subject: 'Heyon卡续费', total_amount: '60.05', store_id: 'SZ-001', terminal_id: 'T-0001', timeout_express: '3m', scene: 'bar_code',
        auth_code: '280000000000000000',
      },
    });
  });

  it('[PV1] makes an order for a code on our screen', async () => {
    alipay.answer({ body: { code: '10000', msg: 'Success', out_trade_no: charge.orderNumber, qr_code: 'https://qr.example/abc' } });
    expect(await acquirer.charge({ ...charge, way: 'store-code', authCode: null })).toEqual({ word: 'confirming', storeCode: 'https://qr.example/abc' });
    expect(alipay.seen.at(-1)?.what).toBe('alipay.trade.precreate');
    expect(alipay.seen.at(-1)?.content).not.toHaveProperty('auth_code');
  });

  it.each([
    ['waiting for the customer', { code: '10003', msg: 'order success pay inprocess' }, { word: 'confirming' }],
    ['unknown at Alipay itself', { code: '20000', msg: 'Service Currently Unavailable' }, { word: 'unknown', detail: '20000' }],
    ['system error of the business', refused('ACQ.SYSTEM_ERROR'), { word: 'unknown', detail: '40004 ACQ.SYSTEM_ERROR' }],
    ['an order number that was paid already', refused('ACQ.TRADE_HAS_SUCCESS'), { word: 'unknown', detail: '40004 ACQ.TRADE_HAS_SUCCESS' }],
    ['a sub-code of tomorrow', refused('ACQ.SOMETHING_NEW'), { word: 'unknown', detail: '40004 ACQ.SOMETHING_NEW' }],
    ['paid, but another amount', { ...paid, total_amount: '60.00' }, { word: 'unknown', detail: 'amount-differs' }],
    ['refused at the door', { code: '40006', msg: 'Insufficient Permissions' }, { word: 'failed', failure: 'provider-refused' }],
  ])('[PV2] takes %s for what it is', async (_what, body, answer) => {
    alipay.answer({ body });
    expect(await acquirer.charge(charge)).toEqual(answer);
  });

  it.each(Object.entries(alipayFailures))('[PV2] %s certainly failed: %s', async (subCode, failure) => {
    alipay.answer({ body: refused(subCode) });
    expect(await acquirer.charge(charge)).toEqual({ word: 'failed', failure });
  });

  it.each(['forged', 'unsigned', 'cut', 'page'] as const satisfies readonly Manner[])('[PV3] an answer that is %s decides nothing, whatever it says (F53)', async (manner) => {
    for (const body of [paid, refused('ACQ.BUYER_BALANCE_NOT_ENOUGH')]) {
      alipay.answer({ body, manner });
      expect(await acquirer.charge(charge)).toMatchObject({ word: 'unknown' });
    }
    alipay.answer({ body: { code: '10000', retry_flag: 'N' }, manner });
    expect(await acquirer.undo(charge)).toMatchObject({ word: 'unknown' });
  });

  it('[PV3] no answer in time is unknown', async () => {
    const nobody = createAlipayAcquirer({ ...alipay.config, gatewayUrl: 'http://127.0.0.1:9/gateway.do' });
    expect(await nobody.charge(charge)).toMatchObject({ word: 'unknown' });
  });

  it.each([
    ['WAIT_BUYER_PAY', { word: 'confirming' }], ['TRADE_SUCCESS', { word: 'settled', reference: paid.trade_no, paidFen: 6005 }],
    ['TRADE_FINISHED', { word: 'settled', reference: paid.trade_no, paidFen: 6005 }], ['TRADE_CLOSED', { word: 'failed', failure: 'order-closed' }],
    ['SOMETHING_NEW', { word: 'unknown', detail: '10000' }],
  ])('[PV2] a queried trade in state %s', async (status, answer) => {
    alipay.answer({ body: { ...paid, trade_status: status } });
    expect(await acquirer.ask(charge)).toEqual(answer);
    expect(alipay.seen.at(-1)).toEqual({ what: 'alipay.trade.query', content: { out_trade_no: charge.orderNumber } });
  });

  it('[PV2] says of an order Alipay never had that it is not there, and of a failing query nothing', async () => {
    alipay.answer({ body: refused('ACQ.TRADE_NOT_EXIST') }, { body: refused('ACQ.SYSTEM_ERROR') });
    expect(await acquirer.ask(charge)).toEqual({ word: 'not-found' });
    expect(await acquirer.ask(charge)).toMatchObject({ word: 'unknown' });
  });

  it('[PV4] undoes by cancelling, and tries again where Alipay asks for it', async () => {
    alipay.answer({ body: { code: '10000', retry_flag: 'Y' } }, { body: refused('ACQ.SYSTEM_ERROR') }, { body: { code: '10000', retry_flag: 'N', action: 'refund' } });
    expect(await acquirer.undo(charge)).toMatchObject({ word: 'unknown' });
    expect(await acquirer.undo(charge)).toMatchObject({ word: 'unknown' });
    expect(await acquirer.undo(charge)).toEqual({ word: 'reversed' });
  });

  it('[PV5] refunds a part under its own number; accepted is not done', async () => {
    alipay.answer(
      { body: { code: '10000', fund_change: 'N' } }, { body: { code: '10000', fund_change: 'Y' } }, { body: refused('ACQ.SELLER_BALANCE_NOT_ENOUGH') },
      { body: refused('ACQ.SYSTEM_ERROR') }, { body: { code: '10000' } }, { body: { code: '10000', refund_status: 'REFUND_SUCCESS' } },
    );
    expect(await acquirer.refund(charge, refund)).toEqual({ word: 'accepted' });
    expect(alipay.seen.at(-1)?.content).toEqual({ out_trade_no: charge.orderNumber, out_request_no: 'r1', refund_amount: '30.00', refund_reason: '客户改了主意' });
    expect(await acquirer.refund(charge, refund)).toEqual({ word: 'done' });
    expect(await acquirer.refund(charge, refund)).toEqual({ word: 'failed', detail: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' });
    expect(await acquirer.refund(charge, refund)).toMatchObject({ word: 'unknown' });
    expect(await acquirer.askRefund(charge, refund)).toEqual({ word: 'accepted' });
    expect(await acquirer.askRefund(charge, refund)).toEqual({ word: 'done' });
  });

  it('[PV6] believes only what Alipay signed when it reports by itself', () => {
    const form = alipay.notify({ app_id: alipay.config.appId, out_trade_no: charge.orderNumber, trade_status: 'TRADE_SUCCESS', total_amount: '60.05' });
    expect(readAlipayNotification(alipay.config, form)).toEqual({ ok: true, value: { orderNumber: charge.orderNumber } });
    expect(readAlipayNotification(alipay.config, form.replace('60.05', '0.01'))).toMatchObject({ problem: { code: 'signature-invalid' } });
    expect(readAlipayNotification(alipay.config, 'sign=x&app_id=1')).toMatchObject({ problem: { code: 'signature-invalid' } });
    const others = alipay.notify({ app_id: 'another', out_trade_no: charge.orderNumber });
    expect(readAlipayNotification(alipay.config, others)).toMatchObject({ problem: { code: 'request-invalid' } });
  });
});
