// Which wallets a gateway offers follows from its environment, whole or not at all.
import { describe, expect, it } from 'vitest';
import { acquirersFromEnvironment } from '#gateway/acquirer/acquirers-from-environment.ts';

const alipay = { HEYON_ALIPAY_APP_ID: '2021', HEYON_ALIPAY_PRIVATE_KEY_FILE: '/k/app', HEYON_ALIPAY_PUBLIC_KEY_FILE: '/k/alipay' };
const wechat = {
  HEYON_WECHAT_APP_ID: 'wx1', HEYON_WECHAT_MCHID: '19', HEYON_WECHAT_SERIAL: 'AB', HEYON_WECHAT_PRIVATE_KEY_FILE: '/k/mch', HEYON_WECHAT_PLATFORM_KEY_ID: 'P1',
  HEYON_WECHAT_PLATFORM_KEY_FILE: '/k/platform', HEYON_WECHAT_API_V3_KEY_FILE: '/k/v3', HEYON_WECHAT_NOTIFY_URL: 'https://g.example/v1/notifications/wechat',
};
const readFile = (path: string): string => (path === '/k/v3' ? '0123456789abcdef0123456789abcdef' : `key of ${path}`);
const offered = async (env: Record<string, string>): Promise<unknown> => {
  const providers = await acquirersFromEnvironment(env, readFile);
  if (!providers.ok) return providers.problem;
  return (['alipay', 'wechat', 'unionpay'] as const).filter((method) => providers.value.acquirerOf(method) !== null);
};

describe('acquirer/acquirers-from-environment', () => {
  it('[PV7] offers what is configured, and nothing where nothing is', async () => {
    expect(await offered({})).toEqual([]);
    expect(await offered(alipay)).toEqual(['alipay']);
    expect(await offered({ ...alipay, ...wechat })).toEqual(['alipay', 'wechat']);
  });

  it.each(Object.keys({ ...alipay, ...wechat }))('[PV7] says that %s is missing rather than starting without it', async (name) => {
    const { [name]: _left, ...rest } = { ...alipay, ...wechat } as Record<string, string>;
    expect(await offered(rest)).toEqual({ code: 'provider-config', detail: `${name} missing` });
  });

  it('[PV7] says which key file cannot be read, and which key has the wrong length', async () => {
    expect(await acquirersFromEnvironment({ ...alipay, HEYON_ALIPAY_PRIVATE_KEY_FILE: '/no/such/file' })).toEqual({
      ok: false, problem: { code: 'provider-config', detail: '/no/such/file cannot be read' },
    });
    expect(await acquirersFromEnvironment(wechat, () => 'short')).toMatchObject({ problem: { detail: 'HEYON_WECHAT_API_V3_KEY_FILE must hold 32 bytes' } });
  });
});
