// Stand-ins of Alipay and WeChat Pay on loopback: they check every request's signature with keys made for the test and
// play the answers of a script, signed as the provider would sign them.
import { createCipheriv, createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AlipayConfig } from '#gateway/acquirer/alipay/alipay-acquirer.ts';
import type { WechatConfig } from '#gateway/acquirer/wechat/wechat-client.ts';

/** `signed`: as the provider does. `forged`: with another key. `unsigned`: none. `cut`: the connection ends. `page`: somebody else's page. */
export type Manner = 'signed' | 'forged' | 'unsigned' | 'cut' | 'page';

export interface ScriptedAnswer {
  readonly body: object;
  /** HTTP status; 200 when left out. */
  readonly status?: number;
  readonly manner?: Manner;
}

/** A request as the provider saw it. */
export interface SeenRequest {
  /** Alipay: the method's name. WeChat Pay: `POST /v3/…`. */
  readonly what: string;
  readonly content: Record<string, unknown>;
}

export interface StandIn<Config> {
  readonly config: Config;
  readonly seen: SeenRequest[];
  /** The next answers, in order; without any the request is answered 500. */
  answer(...answers: readonly ScriptedAnswer[]): void;
  close(): Promise<void>;
}

interface Keys { readonly publicKey: string; readonly privateKey: string }

function keys(): Keys {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

const signWith = (key: string, text: string): string => createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
const verifies = (key: string, text: string, signature: string): boolean => createVerify('RSA-SHA256').update(text, 'utf8').verify(key, signature, 'base64');

export async function startAlipayStandIn(): Promise<StandIn<AlipayConfig> & { readonly notify: (fields: Record<string, string>) => string }> {
  const app = keys();
  const alipay = keys();
  const stranger = keys();
  const seen: SeenRequest[] = [];
  const script: ScriptedAnswer[] = [];
  const { server, url } = await listen(async (request, response) => {
    const fields = new URLSearchParams(new URL(request.url ?? '/', 'http://localhost').search);
    for (const [name, value] of new URLSearchParams(await readText(request))) fields.set(name, value);
    const signature = fields.get('sign') ?? '';
    fields.delete('sign');
    const signed = [...fields].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join('&');
    if (!verifies(app.publicKey, signed, signature)) return void response.writeHead(400).end('signature');
    const method = fields.get('method') ?? '';
    seen.push({ what: method, content: JSON.parse(fields.get('biz_content') ?? '{}') as Record<string, unknown> });
    const { body, manner = 'signed' } = script.shift() ?? { body: { code: '20000', msg: 'Service Currently Unavailable' } };
    if (isOtherwise(response, manner)) return;
    const name = `${method.replaceAll('.', '_')}_response`;
    const text = JSON.stringify(body);
    const sign = manner === 'unsigned' ? '' : `,"sign":"${signWith(manner === 'forged' ? stranger.privateKey : alipay.privateKey, text)}"`;
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"${name}":${text}${sign}}`);
  });
  return {
    config: { appId: '2021000000000001', privateKey: app.privateKey, alipayPublicKey: alipay.publicKey, gatewayUrl: `${url}/gateway.do`, timeoutMs: 1000 },
    seen,
    answer: (...answers) => void script.push(...answers),
    notify: (fields) => {
      const all = { ...fields, charset: 'utf-8' };
      const text = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join('&');
      return new URLSearchParams({ ...all, sign_type: 'RSA2', sign: signWith(alipay.privateKey, text) }).toString();
    },
    close: () => close(server),
  };
}

export interface WechatNotification { readonly headers: Record<string, string>; readonly body: string }

export async function startWechatStandIn(): Promise<StandIn<WechatConfig> & { readonly notify: (content: object, manner?: Manner) => WechatNotification }> {
  const merchant = keys();
  const platform = keys();
  const stranger = keys();
  const apiV3Key = '0123456789abcdef0123456789abcdef';
  const seen: SeenRequest[] = [];
  const script: ScriptedAnswer[] = [];
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const signed = (body: string, manner: Manner): Record<string, string> => {
    if (manner === 'unsigned') return {};
    const timestamp = String(nowSeconds());
    const nonce = 'n0nce';
    const key = manner === 'forged' ? stranger.privateKey : platform.privateKey;
    return { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-serial': 'PUB_KEY_ID_1', 'wechatpay-signature': signWith(key, `${timestamp}\n${nonce}\n${body}\n`) };
  };
  const { server, url } = await listen(async (request, response) => {
    const body = await readText(request);
    if (!isMerchants(request, body, merchant.publicKey)) return void response.writeHead(401).end('{"code":"SIGN_ERROR"}');
    seen.push({ what: `${request.method ?? ''} ${request.url ?? ''}`, content: body === '' ? {} : JSON.parse(body) as Record<string, unknown> });
    const { body: answer, status = 200, manner = 'signed' } = script.shift() ?? { body: { code: 'SYSTEM_ERROR' }, status: 500 };
    if (isOtherwise(response, manner)) return;
    const text = status === 204 ? '' : JSON.stringify(answer);
    response.writeHead(status, { 'content-type': 'application/json', ...signed(text, manner) }).end(text);
  });
  return {
    config: {
      appId: 'wx0000000000000001', merchantId: '1900000001', serial: 'ABCDEF01', privateKey: merchant.privateKey, platformKeys: { PUB_KEY_ID_1: platform.publicKey }, apiV3Key,
      notifyUrl: 'https://gateway.example/v1/notifications/wechat', baseUrl: url, timeoutMs: 1000, nowSeconds,
    },
    seen,
    answer: (...answers) => void script.push(...answers),
    notify: (content, manner = 'signed') => {
      const body = JSON.stringify({ id: 'n-1', event_type: 'TRANSACTION.SUCCESS', resource: sealed(JSON.stringify(content), apiV3Key) });
      return { headers: signed(body, manner), body };
    },
    close: () => close(server),
  };
}

function sealed(text: string, key: string): object {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'utf8'), Buffer.from('0123456789ab', 'utf8'));
  cipher.setAAD(Buffer.from('transaction', 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce: '0123456789ab', associated_data: 'transaction' };
}

function isMerchants(request: IncomingMessage, body: string, publicKey: string): boolean {
  const parts = Object.fromEntries([...(request.headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']));
  const text = `${request.method ?? ''}\n${request.url ?? ''}\n${parts['timestamp'] ?? ''}\n${parts['nonce_str'] ?? ''}\n${body}\n`;
  return parts['mchid'] === '1900000001' && verifies(publicKey, text, parts['signature'] ?? '');
}

/** Answers that are not the provider's at all. */
function isOtherwise(response: ServerResponse, manner: Manner): boolean {
  if (manner === 'cut') response.destroy();
  if (manner === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>login</html>');
  return manner === 'cut' || manner === 'page';
}

async function listen(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An IP socket's address is never a path.
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
