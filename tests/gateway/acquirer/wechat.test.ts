// The WeChat Pay adapter (API v3) against a stand-in that checks signatures and plays the documented answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Acquirer, Charge } from '#gateway/acquirer/acquirer.ts';
import { wechatFailures } from '#gateway/acquirer/wechat/classify-wechat.ts';
import { readWechatNotification } from '#gateway/acquirer/wechat/read-notification.ts';
import { createWechatAcquirer } from '#gateway/acquirer/wechat/wechat-acquirer.ts';
import { startWechatStandIn, type Manner } from '#tests/support/provider-stand-ins.ts';

let wechat: Awaited<ReturnType<typeof startWechatStandIn>>;
let acquirer: Acquirer;
beforeAll(async () => {
  wechat = await startWechatStandIn();
  acquirer = createWechatAcquirer(wechat.config);
});
afterAll(async () => wechat.close());

const orderNumber = '019ab0000000700080000000000000a2';
const charge: Charge = {
  orderNumber, method: 'wechat', way: 'payer-code', amountFen: 6005, authCode: '130000000000000000', subject: 'Heyon卡续费', storeId: 'SZ-001', terminalId: 'T-0001',
  expiresAt: '2026-11-24T02:01:00.000Z',
};
const native: Charge = { ...charge, way: 'store-code', authCode: null };
const paid = { trade_state: 'SUCCESS', transaction_id: '4200000000202611240000000001', amount: { total: 6005 } };
const refund = { refundNumber: 'r2', amountFen: 3000, reason: '客户改了主意' };
const path = `/v3/pay/transactions/out-trade-no/${orderNumber}`;

describe('acquirer/wechat', () => {
  it('[PV1] sends a signed order for a payment code in whole fen, and reads the payment', async () => {
    wechat.answer({ body: paid });
    expect(await acquirer.charge(charge)).toEqual({ word: 'settled', reference: paid.transaction_id, paidFen: 6005 });
    expect(wechat.seen.at(-1)).toEqual({
      what: 'POST /v3/pay/transactions/codepay',
      content: {
        appid: 'wx0000000000000001', mchid: '1900000001', description: 'Heyon卡续费', out_trade_no: orderNumber, amount: { total: 6005, currency: 'CNY' },
        payer: { auth_code: '130000000000000000' }, scene_info: { device_id: 'T-0001', store_info: { out_id: 'SZ-001' } },
      },
    });
  });

  it('[PV1] makes an order for a code on our screen that ends by itself', async () => {
    wechat.answer({ body: { code_url: 'weixin://wxpay/bizpayurl?pr=x' } });
    expect(await acquirer.charge(native)).toEqual({ word: 'confirming', storeCode: 'weixin://wxpay/bizpayurl?pr=x' });
    expect(wechat.seen.at(-1)).toMatchObject({ what: 'POST /v3/pay/transactions/native', content: { time_expire: '2026-11-24T10:01:00+08:00', notify_url: wechat.config.notifyUrl } });
  });

  it.each([
    ['USERPAYING', 400, { word: 'confirming' }], ['SYSTEM_ERROR', 500, { word: 'unknown', detail: '500 SYSTEMERROR' }], ['BANK_ERROR', 400, { word: 'unknown', detail: '400 BANKERROR' }],
    ['NOT_ENOUGH', 500, { word: 'unknown', detail: '500 NOTENOUGH' }], ['ORDERPAID', 400, { word: 'unknown', detail: '400 ORDERPAID' }],
    ['SOMETHING_NEW', 400, { word: 'unknown', detail: '400 SOMETHINGNEW' }],
  ])('[PV2] takes %s (%d) for what it is', async (code, status, answer) => {
    wechat.answer({ body: { code, message: '…' }, status });
    expect(await acquirer.charge(charge)).toEqual(answer);
  });

  it.each(Object.entries(wechatFailures))('[PV2] %s certainly failed: %s', async (code, failure) => {
    wechat.answer({ body: { code }, status: 400 });
    expect(await acquirer.charge(charge)).toEqual({ word: 'failed', failure });
  });

  it.each(['forged', 'unsigned', 'cut', 'page'] as const satisfies readonly Manner[])('[PV3] an answer that is %s decides nothing, whatever it says', async (manner) => {
    wechat.answer({ body: paid, manner }, { body: { code: 'NOT_ENOUGH' }, status: 403, manner }, { body: {}, manner }, { body: { status: 'SUCCESS' }, manner });
    expect(await acquirer.charge(charge)).toEqual({ word: 'unknown', detail: 'no-answer' });
    expect(await acquirer.charge(charge)).toEqual({ word: 'unknown', detail: 'no-answer' });
    expect(await acquirer.undo(charge)).toEqual({ word: 'unknown', detail: 'no-answer' });
    expect(await acquirer.refund(charge, refund)).toEqual({ word: 'unknown', detail: 'no-answer' });
  });

  it('[PV3] an answer of another hour decides nothing: it may be a recording', async () => {
    const late = createWechatAcquirer({ ...wechat.config, nowSeconds: () => Math.floor(Date.now() / 1000) + 3600 });
    wechat.answer({ body: paid });
    expect(await late.ask(charge)).toEqual({ word: 'unknown', detail: 'no-answer' });
  });

  it.each([
    ['SUCCESS', { word: 'settled', reference: paid.transaction_id, paidFen: 6005 }], ['NOTPAY', { word: 'confirming' }], ['USERPAYING', { word: 'confirming' }],
    ['REVOKED', { word: 'reversed' }], ['REFUND', { word: 'reversed' }], ['CLOSED', { word: 'failed', failure: 'order-closed' }],
    ['PAYERROR', { word: 'failed', failure: 'provider-refused' }], ['SOMETHING_NEW', { word: 'unknown', detail: 'SOMETHING_NEW' }],
  ])('[PV2] a queried transaction in state %s', async (state, answer) => {
    wechat.answer({ body: { ...paid, trade_state: state } });
    expect(await acquirer.ask(charge)).toEqual(answer);
    expect(wechat.seen.at(-1)?.what).toBe(`GET ${path}?mchid=1900000001`);
  });

  it('[PV2] says of an order nobody knows that it is not there, and believes no other amount', async () => {
    wechat.answer({ body: { code: 'ORDER_NOT_EXIST' }, status: 404 }, { body: { ...paid, amount: { total: 1 } } });
    expect(await acquirer.ask(charge)).toEqual({ word: 'not-found' });
    expect(await acquirer.ask(charge)).toEqual({ word: 'unknown', detail: 'amount-differs' });
  });

  it('[PV4] reverses an order made with a payment code, again while the customer still types the password', async () => {
    wechat.answer({ body: { code: 'USERPAYING' }, status: 400 }, { body: {}, status: 204 });
    expect(await acquirer.undo(charge)).toMatchObject({ word: 'unknown' });
    expect(await acquirer.undo(charge)).toEqual({ word: 'reversed' });
    expect(wechat.seen.at(-1)).toMatchObject({ what: `POST ${path}/reverse`, content: { mchid: '1900000001' } });
  });

  it('[PV4] closes an order scanned from our screen, and gives the money back where the customer was faster', async () => {
    wechat.answer({ body: {}, status: 204 });
    expect(await acquirer.undo(native)).toEqual({ word: 'reversed' });
    expect(wechat.seen.at(-1)?.what).toBe(`POST ${path}/close`);
    wechat.answer({ body: { code: 'ORDERPAID' }, status: 400 }, { body: { status: 'PROCESSING' } });
    expect(await acquirer.undo(native)).toEqual({ word: 'reversed' });
    expect(wechat.seen.at(-1)).toMatchObject({ content: { out_refund_no: `U${orderNumber}`, amount: { refund: 6005, total: 6005 } } });
    wechat.answer({ body: { code: 'ORDERPAID' }, status: 400 }, { body: { code: 'SYSTEM_ERROR' }, status: 500 });
    expect(await acquirer.undo(native)).toMatchObject({ word: 'unknown' });
  });

  it.each([
    ['SUCCESS', { word: 'done' }], ['PROCESSING', { word: 'accepted' }], ['CLOSED', { word: 'failed', detail: 'CLOSED' }], ['ABNORMAL', { word: 'unknown', detail: 'ABNORMAL' }],
  ])('[PV5] a refund in state %s', async (status, answer) => {
    wechat.answer({ body: { status } }, { body: { status } });
    expect(await acquirer.refund(charge, refund)).toEqual(answer);
    expect(await acquirer.askRefund(charge, refund)).toEqual(answer);
    expect(wechat.seen.at(-1)?.what).toBe('GET /v3/refund/domestic/refunds/r2');
  });

  it('[PV6] opens what WeChat Pay reports by itself, and only what it signed and sealed', () => {
    const headerOf = (headers: Record<string, string>) => (name: string): string | null => headers[name] ?? null;
    const good = wechat.notify({ mchid: '1900000001', out_trade_no: orderNumber, ...paid });
    expect(readWechatNotification(wechat.config, headerOf(good.headers), good.body)).toEqual({ ok: true, value: { orderNumber } });
    const forged = wechat.notify({ mchid: '1900000001', out_trade_no: orderNumber }, 'forged');
    expect(readWechatNotification(wechat.config, headerOf(forged.headers), forged.body)).toMatchObject({ problem: { code: 'signature-invalid' } });
    expect(readWechatNotification(wechat.config, headerOf(good.headers), good.body.replace('TRANSACTION', 'X'))).toMatchObject({ problem: { code: 'signature-invalid' } });
    expect(readWechatNotification({ ...wechat.config, apiV3Key: 'x'.repeat(32) }, headerOf(good.headers), good.body)).toMatchObject({ problem: { code: 'request-invalid' } });
    const others = wechat.notify({ mchid: '1', out_trade_no: orderNumber });
    expect(readWechatNotification(wechat.config, headerOf(others.headers), others.body)).toMatchObject({ problem: { code: 'request-invalid' } });
  });
});
