// Signed requests to WeChat Pay (API v3), and answers of which the signature was checked, refusals included.
// The common client libraries leave refusals unchecked; a refusal nobody signed must not become a failed payment.
import { createSign, createVerify, randomBytes } from 'node:crypto';
import type { WechatAnswer } from './classify-wechat.ts';

export interface WechatConfig {
  readonly appId: string;
  readonly merchantId: string;
  /** Serial number of the merchant's certificate. */
  readonly serial: string;
  /** The merchant's key, PKCS#8 PEM. */
  readonly privateKey: string;
  /** Keys under which WeChat Pay signs, by serial number or public key id: PEM public keys or certificates. */
  readonly platformKeys: Readonly<Record<string, string>>;
  /** 32 bytes: decrypts notifications. */
  readonly apiV3Key: string;
  /** Where WeChat Pay reports results; https. */
  readonly notifyUrl: string;
  /** https://api.mch.weixin.qq.com unless told otherwise. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  /** Seconds since 1970. */
  readonly nowSeconds: () => number;
}

export interface WechatRequest {
  readonly method: 'GET' | 'POST';
  /** Path with its query, as it is signed. */
  readonly path: string;
  readonly body?: object;
}

const MAX_SKEW_SECONDS = 300;

/** The verified answer; null when none came, or none that is certainly WeChat Pay's. */
export async function sendToWechat(config: WechatConfig, request: WechatRequest): Promise<WechatAnswer | null> {
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  try {
    const response = await fetch(`${config.baseUrl ?? 'https://api.mch.weixin.qq.com'}${request.path}`, {
      method: request.method, redirect: 'error', signal: AbortSignal.timeout(config.timeoutMs ?? 10_000),
      headers: { 'accept': 'application/json', 'user-agent': 'heyon-pos-gateway', 'authorization': authorization(config, request, body), ...(body !== '' && { 'content-type': 'application/json' }) },
      ...(body !== '' && { body }),
    });
    const text = await response.text();
    if (!isSignedByWechat(config, (name) => response.headers.get(name), text)) return null;
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) as unknown };
  } catch {
    // Network, time-out or no JSON: nobody knows what became of the request.
    return null;
  }
}

/** Whether headers and body carry a signature of WeChat Pay that is not older than five minutes. Also for notifications. */
export function isSignedByWechat(config: Pick<WechatConfig, 'platformKeys' | 'nowSeconds'>, header: (name: string) => string | null, body: string): boolean {
  const timestamp = header('wechatpay-timestamp') ?? '';
  const nonce = header('wechatpay-nonce') ?? '';
  const signature = header('wechatpay-signature') ?? '';
  const serial = header('wechatpay-serial') ?? '';
  const key = Object.hasOwn(config.platformKeys, serial) ? config.platformKeys[serial] : undefined;
  if (key === undefined || !/^\d{1,12}$/.test(timestamp) || Math.abs(config.nowSeconds() - Number(timestamp)) > MAX_SKEW_SECONDS) return false;
  return createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`, 'utf8').verify(key, signature, 'base64');
}

function authorization(config: WechatConfig, { method, path }: WechatRequest, body: string): string {
  const timestamp = String(config.nowSeconds());
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256').update(`${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`, 'utf8').sign(config.privateKey, 'base64');
  const parts = { mchid: config.merchantId, nonce_str: nonce, signature, timestamp, serial_no: config.serial };
  return `WECHATPAY2-SHA256-RSA2048 ${Object.entries(parts).map(([name, value]) => `${name}="${value}"`).join(',')}`;
}
