// The running gateway's payments: over real adapters and stand-ins of the providers, by its own clock, over a restart.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAlipayAcquirer } from '#gateway/acquirer/alipay/alipay-acquirer.ts';
import { notificationReaders } from '#gateway/acquirer/notification-readers.ts';
import { createWechatAcquirer } from '#gateway/acquirer/wechat/wechat-acquirer.ts';
import { createGateway, type Gateway } from '#gateway/create-gateway.ts';
import { silentLogger, startGateway, systemClock, systemRandom, type RunningGateway } from '#tests/support/gateway-process.ts';
import { startAlipayStandIn, startWechatStandIn } from '#tests/support/provider-stand-ins.ts';
import { enrolNew, type SignedTerminal } from '#tests/support/signed-terminal.ts';

const put = async (terminal: SignedTerminal, id: string, changes: object = {}, url?: string) => terminal.send(`/v1/payments/${id}`, { method: 'PUT', body: {
  saleId: v7(), subscriberRef: 'sub-000001', method: 'alipay', way: 'payer-code', amount: 6000, authCode: '280000000000000002', ...changes,
} }, url);

describe('gateway over the providers', () => {
  let alipay: Awaited<ReturnType<typeof startAlipayStandIn>>;
  let wechat: Awaited<ReturnType<typeof startWechatStandIn>>;
  let seeded: RunningGateway;
  let gateway: Gateway;
  let url = '';
  beforeAll(async () => {
    [alipay, wechat, seeded] = await Promise.all([startAlipayStandIn(), startWechatStandIn(), startGateway({ timers: null })]);
    const byMethod = { alipay: createAlipayAcquirer(alipay.config), wechat: createWechatAcquirer(wechat.config), unionpay: null };
    gateway = await createGateway({
      db: seeded.db, clock: systemClock, random: systemRandom, logger: silentLogger, acquirerOf: (method) => byMethod[method],
      notifications: await notificationReaders({ alipay: alipay.config, wechat: wechat.config }),
    });
    url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([seeded.close(), alipay.close(), wechat.close()]);
  });

  it('[G50] asks about an order at once when its provider reports by itself under its signature', async () => {
    const terminal = await enrolNew(url, seeded.db, () => systemClock.now());
    const id = v7();
    const orderNumber = id.replaceAll('-', '');
    alipay.answer({ body: { code: '10003', msg: 'order success pay inprocess' } });
    expect((await put(terminal, id, {}, url)).body).toMatchObject({ status: 'pending', phase: 'confirming' });
    const form = alipay.notify({ app_id: alipay.config.appId, out_trade_no: orderNumber, trade_status: 'TRADE_SUCCESS' });
    const post = async (body: string) => fetch(`${url}/v1/notifications/alipay`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    expect((await post(form.replace('SUCCESS', 'CLOSED'))).status).toBe(401);
    alipay.answer({ body: { code: '10000', trade_no: '2026112422001', trade_status: 'TRADE_SUCCESS', total_amount: '60.00' } });
    const thanked = await post(form);
    expect([thanked.status, await thanked.text()]).toEqual([200, 'success']);
    expect((await terminal.send(`/v1/payments/${id}`)).body).toMatchObject({ status: 'settled', reference: '2026112422001' });
    // What the report says is not believed: only the answer to the question is.
    expect(alipay.seen.map(({ what }) => what)).toEqual(['alipay.trade.pay', 'alipay.trade.query']);
  });

  it('[G50] does the same for a WeChat Pay order that was scanned from the screen', async () => {
    const terminal = await enrolNew(url, seeded.db, () => systemClock.now());
    const id = v7();
    wechat.answer({ body: { code_url: 'weixin://wxpay/bizpayurl?pr=x' } });
    const shown = await put(terminal, id, { method: 'wechat', way: 'store-code', authCode: undefined }, url);
    expect(shown.body).toMatchObject({ status: 'pending', phase: 'confirming', storeCode: 'weixin://wxpay/bizpayurl?pr=x' });
    wechat.answer({ body: { trade_state: 'SUCCESS', transaction_id: '42000', amount: { total: 6000 } } });
    const report = wechat.notify({ mchid: wechat.config.merchantId, out_trade_no: id.replaceAll('-', '') });
    const forged = wechat.notify({ mchid: wechat.config.merchantId, out_trade_no: id.replaceAll('-', '') }, 'forged');
    const post = async ({ headers, body }: typeof report) => fetch(`${url}/v1/notifications/wechat`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
    expect([(await post(forged)).status, (await post(report)).status]).toEqual([401, 204]);
    expect((await terminal.send(`/v1/payments/${id}`)).body).toMatchObject({ status: 'settled', reference: '42000' });
  });

  it('[G50] has no such address for a provider that is not configured', async () => {
    const answer = await fetch(`${seeded.url}/v1/notifications/alipay`, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(404);
  });
});

describe('gateway/payments/payment-clock', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it('[G37] goes on by itself after a restart, with nobody asking, and charges nothing anew', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'heyon-gateway-payments-'));
    folders.push(folder);
    const timing = { askAfterMs: 100 };
    const first = await startGateway({ dataDir: path.join(folder, 'db'), timing, timers: null });
    const terminal = await enrolNew(first.url, first.db, () => systemClock.now());
    const id = v7();
    expect((await put(terminal, id, { authCode: '280000000000000003' })).body).toMatchObject({ status: 'pending' });
    await first.close();
    const second = await startGateway({ dataDir: path.join(folder, 'db'), timing });
    const state = async () => (await second.db.query<{ state: string }>('SELECT state FROM payments WHERE payment_id = $1', [id]))[0]?.state;
    await expect.poll(state, { timeout: 20_000 }).toBe('settled');
    expect(await second.db.query('SELECT asked FROM training_orders')).toEqual([{ asked: 3 }]);
    await second.close();
  }, 40_000);
});
