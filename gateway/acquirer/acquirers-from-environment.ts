// Which providers this gateway works with, by its environment. Keys are read from files that only the gateway can read.
import { readFileSync } from 'node:fs';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { WalletMethod } from '#shared/domain/tender.ts';
import type { Acquirer, AcquirerOf } from './acquirer.ts';
import type { AlipayConfig } from './alipay/alipay-acquirer.ts';
import type { WechatConfig } from './wechat/wechat-client.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Providers {
  readonly acquirerOf: AcquirerOf;
  /** For checking what the providers report by themselves; null: not configured. */
  readonly alipay: AlipayConfig | null;
  readonly wechat: WechatConfig | null;
}

type Refusal = { readonly code: 'provider-config'; readonly detail: string };

/**
 * Nothing named: no provider. Half a configuration is refused by name, so that a gateway never starts with a wallet that
 * cannot work. The adapters are loaded only where they are configured.
 */
export async function acquirersFromEnvironment(env: Environment, readFile = readKeyFile): Promise<Result<Providers, Refusal>> {
  try {
    const alipay = alipayFrom(env, readFile);
    const wechat = wechatFrom(env, readFile);
    const acquirers = new Map<WalletMethod, Acquirer>();
    if (alipay !== null) acquirers.set('alipay', (await import('./alipay/alipay-acquirer.ts')).createAlipayAcquirer(alipay));
    if (wechat !== null) acquirers.set('wechat', (await import('./wechat/wechat-acquirer.ts')).createWechatAcquirer(wechat));
    return ok({ acquirerOf: (method) => acquirers.get(method) ?? null, alipay, wechat });
  } catch (cause) {
    if (cause instanceof MissingSetting) return err({ code: 'provider-config', detail: cause.message });
    throw cause;
  }
}

class MissingSetting extends Error {}

type ReadFile = (path: string) => string;

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new MissingSetting(`${path} cannot be read`);
  }
}

function alipayFrom(env: Environment, readFile: ReadFile): AlipayConfig | null {
  const names = ['HEYON_ALIPAY_APP_ID', 'HEYON_ALIPAY_PRIVATE_KEY_FILE', 'HEYON_ALIPAY_PUBLIC_KEY_FILE'] as const;
  const values = allOrNone(env, names);
  if (values === null) return null;
  const gatewayUrl = env['HEYON_ALIPAY_GATEWAY_URL'];
  return {
    appId: values.HEYON_ALIPAY_APP_ID, privateKey: readFile(values.HEYON_ALIPAY_PRIVATE_KEY_FILE), alipayPublicKey: readFile(values.HEYON_ALIPAY_PUBLIC_KEY_FILE),
    ...(gatewayUrl !== undefined && { gatewayUrl }),
  };
}

function wechatFrom(env: Environment, readFile: ReadFile): WechatConfig | null {
  const names = [
    'HEYON_WECHAT_APP_ID', 'HEYON_WECHAT_MCHID', 'HEYON_WECHAT_SERIAL', 'HEYON_WECHAT_PRIVATE_KEY_FILE', 'HEYON_WECHAT_PLATFORM_KEY_ID',
    'HEYON_WECHAT_PLATFORM_KEY_FILE', 'HEYON_WECHAT_API_V3_KEY_FILE', 'HEYON_WECHAT_NOTIFY_URL',
  ] as const;
  const values = allOrNone(env, names);
  if (values === null) return null;
  const apiV3Key = readFile(values.HEYON_WECHAT_API_V3_KEY_FILE);
  if (Buffer.byteLength(apiV3Key, 'utf8') !== 32) throw new MissingSetting('HEYON_WECHAT_API_V3_KEY_FILE must hold 32 bytes');
  const baseUrl = env['HEYON_WECHAT_BASE_URL'];
  return {
    appId: values.HEYON_WECHAT_APP_ID, merchantId: values.HEYON_WECHAT_MCHID, serial: values.HEYON_WECHAT_SERIAL,
    privateKey: readFile(values.HEYON_WECHAT_PRIVATE_KEY_FILE),
    platformKeys: { [values.HEYON_WECHAT_PLATFORM_KEY_ID]: readFile(values.HEYON_WECHAT_PLATFORM_KEY_FILE) },
    apiV3Key, notifyUrl: values.HEYON_WECHAT_NOTIFY_URL, nowSeconds: () => Math.floor(Date.now() / 1000),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

/** Null when none of the settings is there; a part of them is a mistake. */
function allOrNone<N extends string>(env: Environment, names: readonly N[]): Readonly<Record<N, string>> | null {
  const missing = names.filter((name) => (env[name] ?? '') === '');
  if (missing.length === names.length) return null;
  if (missing.length > 0) throw new MissingSetting(`${missing.join(', ')} missing`);
  // Each name was just seen to have a value.
  return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<N, string>;
}
