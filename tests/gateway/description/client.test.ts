// The terminal's client against the description: each call it can make is one that the gateway describes, body and parameters included.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import type { Gateway } from '#core/ports.ts';
import { putPaymentRequestSchema, putRefundRequestSchema } from '#shared/contract/gateway-api.ts';
import { dateSchema, saleIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { GENESIS_HASH } from '#shared/domain/journal-chain.ts';
import { undescribedRequest } from '#tests/support/described-answers.ts';
import { newKey, sealEntry } from '#tests/support/signed-terminal.ts';

interface Seen { readonly method: string; readonly target: string; readonly body: unknown }
const seen: Seen[] = [];

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // without an encoding parts are buffers
  const bytes = Buffer.concat(parts);
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return plain.length === 0 ? undefined : JSON.parse(plain.toString('utf8'));
}

/** Only listens: what is looked at is what the client sends. */
const listener = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    seen.push({ method: request.method ?? '', target: request.url ?? '', body });
    response.writeHead(503, { 'content-type': 'text/plain' }).end();
  });
});

let client: Gateway;
beforeAll(async () => {
  await new Promise<void>((resolve) => { listener.listen(0, '127.0.0.1', resolve); });
  const { port } = listener.address() as AddressInfo; // an IP socket's address is never a path
  client = connectHttpGateway(`http://127.0.0.1:${port}`, { clock: { now: () => '2026-11-24T02:00:00.000Z', monotonicMs: () => 0, elapsedMs: () => 0 }, ids: { next: () => saleIdSchema.parse(v7()) } });
});
afterAll(() => new Promise<void>((resolve) => { listener.close(() => resolve()); }));
beforeEach(() => { seen.length = 0; });

const terminalId = terminalIdSchema.parse('T-0001');
const identity = { terminalId, privateKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
const entry = sealEntry({ terminalId, seq: 1, type: 'terminal.started', at: '2026-11-24T02:00:00.000Z', businessDate: dateSchema.parse('2026-11-24'), payload: { appVersion: '1' }, prevHash: GENESIS_HASH });
const id = saleIdSchema.parse(v7());
const digest = '0f'.repeat(16);

/** Each method with every form its request can take. A method that is new must be shown here. */
const requests: Readonly<Record<keyof Gateway, readonly (() => Promise<unknown>)[]>> = {
  enrol: [() => client.enrol({ storeCode: 'SZ-001', activationCode: 'TRAIN-0001', publicKey: newKey().publicKey })],
  postJournal: [() => client.postJournal(identity, [entry]), () => client.postJournal(identity, [entry], [id])],
  readJournal: [() => client.readJournal(identity, 0), () => client.readJournal(identity, 17)],
  readChanges: [() => client.readChanges(identity, null), () => client.readChanges(identity, 'feed.17')],
  searchSubscriber: [{ ref: 'sub-000001' }, { msisdnDigest: digest }, { iccidDigest: digest }].map((key) => () => client.searchSubscriber(identity, key)),
  putPayment: [
    { method: 'alipay', way: 'payer-code', authCode: '280000000000000001' }, { method: 'wechat', way: 'store-code' }, { method: 'balance', way: 'account' },
  ].map((one) => () => client.putPayment(identity, id, putPaymentRequestSchema.parse({ saleId: id, subscriberRef: 'sub-000001', amount: 6000, ...one }))),
  readPayment: [() => client.readPayment(identity, id)],
  reversePayment: (['clerk', 'left', 'time-out', 'restart'] as const).map((reason) => () => client.reversePayment(identity, id, reason)),
  previewRefund: [() => client.previewRefund(identity, id, 6000)],
  putRefund: [() => client.putRefund(identity, id, putRefundRequestSchema.parse({
    saleId: id, amount: 6000, reason: 'wrong-plan', lines: [{ paymentId: id, method: 'cash', amount: 6000 }],
  }))],
  readRefund: [() => client.readRefund(identity, id)],
  changeKey: [() => client.changeKey(identity, { publicKey: newKey().publicKey, proof: `${'A'.repeat(86)}==` })],
  readStoreTerminals: [() => client.readStoreTerminals(identity, 'SZ-001')],
  revokeTerminal: [() => client.revokeTerminal(identity, 'SZ-001', 'T-0002', 'm01')],
  readStoreDay: [() => client.readStoreDay(identity, 'SZ-001', '2026-11-24')],
};

describe('the terminal’s client', () => {
  it.each(Object.entries(requests))('[G53] %s sends what the description describes', async (_name, forms) => {
    for (const form of forms) await form();
    expect(seen).toHaveLength(forms.length);
    expect(seen.map(({ method, target, body }) => undescribedRequest(method, target, body))).toEqual(forms.map(() => null));
  });

  it('[G53] a request that the description does not know is found', () => {
    expect(undescribedRequest('POST', '/v1/subscribers/search', { phone: '1' })).not.toBeNull();
    expect(undescribedRequest('GET', '/v1/changes?since=1', undefined)).toContain('no parameter since');
    expect(undescribedRequest('PATCH', '/v1/changes', undefined)).toContain('not described');
  });
});
