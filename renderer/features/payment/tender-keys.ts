// The key of each way to pay, and when a way cannot be taken at all.
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { tenderMethods, type TenderMethod } from '#shared/domain/tender.ts';
import { shortcutKeyOf } from '#renderer/ui/use-shortcuts.ts';

/** Letters stand for the names: Alipay, WeChat, UnionPay, Card, Balance. No amount and no code has a letter in it. */
export const tenderKeys: Readonly<Record<TenderMethod, string>> = { cash: 'F8', alipay: 'a', wechat: 'w', unionpay: 'u', card: 'c', balance: 'b' };

export type Bar = NonNullable<TenderOptions['methods'][number]['bar']>;

/** `unread`: not a word about the world, only that nothing was answered yet. */
export type ShutBar = Bar | 'unread';

/** Why a way is shut. Beyond the offline ceiling a manager may still open it, so that bar shuts nothing. Cash is there before anything was read. */
export function shutBarOf(options: TenderOptions | null, method: TenderMethod): ShutBar | null {
  const option = options?.methods.find((one) => one.method === method);
  if (options === null) return method === 'cash' ? null : 'unread';
  if (option === undefined) return 'not-offered';
  return option.bar === 'offline-limit' ? null : option.bar;
}

/** The way to pay of a letter typed into a field for digits; the field itself has no use for it. */
export function tenderOfKey(event: Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): TenderMethod | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = shortcutKeyOf(event);
  return key.length === 1 ? (tenderMethods.find((method) => tenderKeys[method] === key) ?? null) : null;
}
