// Results that WeChat Pay reports by itself: signature checked, content decrypted. They say which order to ask about, no more.
import { createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { isSignedByWechat, type WechatConfig } from './wechat-client.ts';

const envelopeSchema = z.looseObject({
  event_type: z.string(),
  resource: z.looseObject({ algorithm: z.literal('AEAD_AES_256_GCM'), ciphertext: z.string(), nonce: z.string(), associated_data: z.string().optional() }),
});
const contentSchema = z.looseObject({ out_trade_no: z.string().regex(/^[0-9a-f]{32}$/), mchid: z.string() });

const TAG_BYTES = 16;

/** Our number of the order something happened to. Refused: `signature-invalid`, or `request-invalid` for what cannot be read. */
export function readWechatNotification(
  config: Pick<WechatConfig, 'platformKeys' | 'nowSeconds' | 'apiV3Key' | 'merchantId'>, header: (name: string) => string | null, body: string,
): Result<{ readonly orderNumber: string }, { code: 'signature-invalid' | 'request-invalid' }> {
  if (!isSignedByWechat(config, header, body)) return err({ code: 'signature-invalid' });
  try {
    const { resource } = envelopeSchema.parse(JSON.parse(body));
    const content = contentSchema.parse(JSON.parse(decrypt(resource, config.apiV3Key)));
    return content.mchid === config.merchantId ? ok({ orderNumber: content.out_trade_no }) : err({ code: 'request-invalid' });
  } catch {
    return err({ code: 'request-invalid' });
  }
}

function decrypt(resource: z.output<typeof envelopeSchema>['resource'], apiV3Key: string): string {
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(resource.nonce, 'utf8'));
  decipher.setAAD(Buffer.from(resource.associated_data ?? '', 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
