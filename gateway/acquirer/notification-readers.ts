// How the reports of the configured providers are read. Their code is loaded only where they are configured.
import type { NotificationReaders } from '../http/serve-notifications.ts';
import type { Providers } from './acquirers-from-environment.ts';

export async function notificationReaders({ alipay, wechat }: Pick<Providers, 'alipay' | 'wechat'>): Promise<NotificationReaders> {
  const readAlipay = alipay === null ? null : (await import('./alipay/read-notification.ts')).readAlipayNotification;
  const readWechat = wechat === null ? null : (await import('./wechat/read-notification.ts')).readWechatNotification;
  return {
    ...(alipay !== null && readAlipay !== null && { alipay: (body: string) => readAlipay(alipay, body) }),
    ...(wechat !== null && readWechat !== null && { wechat: (header: (name: string) => string | null, body: string) => readWechat(wechat, header, body) }),
  };
}
