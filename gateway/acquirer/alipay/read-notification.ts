// Results that Alipay reports by itself: signature checked by its SDK. They say which order to ask about, no more.
import { AlipaySdk } from 'alipay-sdk';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { AlipayConfig } from './alipay-acquirer.ts';

/** Our number of the order something happened to. Refused: `signature-invalid`, or `request-invalid` for another application's. */
export function readAlipayNotification(
  config: Pick<AlipayConfig, 'appId' | 'privateKey' | 'alipayPublicKey'>, form: string,
): Result<{ readonly orderNumber: string }, { code: 'signature-invalid' | 'request-invalid' }> {
  const fields = Object.fromEntries(new URLSearchParams(form));
  const sdk = new AlipaySdk({ appId: config.appId, privateKey: config.privateKey, alipayPublicKey: config.alipayPublicKey, keyType: 'PKCS8' });
  if (!isSigned(sdk, fields)) return err({ code: 'signature-invalid' });
  const orderNumber = fields['out_trade_no'] ?? '';
  return fields['app_id'] === config.appId && /^[0-9a-f]{32}$/.test(orderNumber) ? ok({ orderNumber }) : err({ code: 'request-invalid' });
}

/** The SDK throws on signatures that are no base64 of the right length. */
function isSigned(sdk: AlipaySdk, fields: Record<string, string>): boolean {
  try {
    return sdk.checkNotifySignV2(fields);
  } catch {
    return false;
  }
}
