// Words for a sale that the carrier did not book: the money is in the drawer, the customer has no service for it.
import type { RejectionReason } from '#shared/contract/records.ts';
import type { Locale } from '#shared/contract/values.ts';
import type { ProblemText } from './problem-texts.ts';

type RejectionWords = Readonly<Record<RejectionReason, { readonly what: string; readonly tellCustomer: string; readonly next: string }>>;

const zhRefund = '请店长按单号联系运营商核对，并把钱退给客户；退之前不要再收。';
const zhTell = '这笔续费运营商没有入账，我们会联系您，钱一分不会少。';
const zhAgain = '请店长按单号联系运营商核对，能补入账就补，不能就把钱退给客户。';

const zh: RejectionWords = {
  'payload-invalid': { what: '运营商没有读懂这笔记录，没有入账。', tellCustomer: zhTell, next: zhAgain },
  'subscriber-unknown': { what: '运营商没有这个号码，没有入账。', tellCustomer: zhTell, next: zhRefund },
  'plan-unknown': { what: '运营商没有这个版本的套餐，没有入账。', tellCustomer: zhTell, next: zhAgain },
  'amount-mismatch': { what: '收的金额和运营商的价格不一样，没有入账。', tellCustomer: zhTell, next: zhAgain },
  'real-name-block': { what: '这个号的实名核验没有通过，没有入账。', tellCustomer: '您的号码要先做实名核验，这笔钱我们退给您。', next: zhRefund },
  'card-on-hold': { what: '这个号在停机保号，没有入账。', tellCustomer: '您的号码要先复机，这笔钱我们退给您。', next: zhRefund },
  'card-closed': { what: '这个号已经销户，没有入账。', tellCustomer: '这个号码已经销户，这笔钱我们退给您。', next: zhRefund },
  'card-recycled': { what: '这个号已被收回，没有入账。', tellCustomer: '这个号码已经收回，这笔钱我们退给您。', next: zhRefund },
  'card-unbound': { what: '这张卡还没有绑定本人，没有入账。', tellCustomer: '这张卡要先绑定本人，这笔钱我们退给您。', next: zhRefund },
  'payment-missing': { what: '运营商没有查到这笔单里的电子付款，没有入账。', tellCustomer: zhTell, next: '请店长先查这笔付款到没到账：到账就退给客户，没到账就不用退，重新办理。' },
};

const enRefund = 'The manager checks the receipt number with the carrier and pays the money back; take no more until then.';
const enTell = 'The carrier did not book this renewal. We will call you, and your money is safe.';
const enAgain = 'The manager checks the receipt number with the carrier: it is booked after all, or the money is paid back.';

const en: RejectionWords = {
  'payload-invalid': { what: 'The carrier could not read this sale and did not book it.', tellCustomer: enTell, next: enAgain },
  'subscriber-unknown': { what: 'The carrier has no such number; the sale was not booked.', tellCustomer: enTell, next: enRefund },
  'plan-unknown': { what: 'The carrier has no such version of the plan; the sale was not booked.', tellCustomer: enTell, next: enAgain },
  'amount-mismatch': { what: 'The amount differs from the carrier\'s price; the sale was not booked.', tellCustomer: enTell, next: enAgain },
  'real-name-block': { what: 'The real-name check of this number is open; the sale was not booked.', tellCustomer: 'Your number needs a real-name check first; we pay this money back.', next: enRefund },
  'card-on-hold': { what: 'The number is on hold; the sale was not booked.', tellCustomer: 'Your number has to be resumed first; we pay this money back.', next: enRefund },
  'card-closed': { what: 'The number is closed; the sale was not booked.', tellCustomer: 'This number was closed; we pay this money back.', next: enRefund },
  'card-recycled': { what: 'The number was taken back; the sale was not booked.', tellCustomer: 'This number was taken back; we pay this money back.', next: enRefund },
  'card-unbound': { what: 'The card is not bound to a person; the sale was not booked.', tellCustomer: 'The card has to be bound to you first; we pay this money back.', next: enRefund },
  'payment-missing': { what: 'The carrier knows no such electronic payment; the sale was not booked.', tellCustomer: enTell, next: 'The manager finds out whether the payment arrived: if it did it is paid back, if not the renewal is done anew.' },
};

const words: Readonly<Record<Locale, RejectionWords>> = { 'zh-CN': zh, en };

/** What the carrier's refusal of a sale means at the counter. The money was taken, so it always needs a person. */
export function rejectionText(reason: RejectionReason, locale: Locale): ProblemText {
  return { ...words[locale][reason], money: 'moved' };
}
