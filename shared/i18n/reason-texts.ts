// Words for the reasons of acts. A reason is recorded as a code, so that everybody reads it in the language of today.
import type { Locale } from '#shared/contract/values.ts';
import { readReason, type Reason } from '#shared/domain/reasons.ts';

const words: Readonly<Record<Locale, Readonly<Record<Reason, string>>>> = {
  'zh-CN': {
    'changed-mind': '客户不办了', 'wrong-card': '号码办错了', 'wrong-plan': '套餐选错了', 'wrong-amount': '金额收错了', 'carrier-refused': '运营商没有办成', 'paid-twice': '重复收款',
    'small-change': '补零钱', 'more-float': '加备用金', 'loan-returned': '归还借款', 'fetch-change': '换零钱', 'courier-fee': '快递费', 'office-supplies': '买办公用品',
    'into-safe': '放进保险柜', 'to-manager': '交给店长', 'to-bank': '存银行', 'change-for-customer': '给客户换零钱', 'check-cash': '核对现金', 'correct-change': '取错找零',
    'change-mistake': '找零出错', 'not-recorded': '漏记现金进出', 'cause-unknown': '原因不明',
    'carrier-mended': '运营商已补办', 'other-card': '已给客户办了另一张卡', 'refunded-elsewhere': '已在别处退款',
  },
  en: {
    'changed-mind': 'Changed their mind', 'wrong-card': 'Wrong number', 'wrong-plan': 'Wrong plan', 'wrong-amount': 'Wrong amount', 'carrier-refused': 'Carrier did not do it', 'paid-twice': 'Paid twice',
    'small-change': 'Coins and small notes', 'more-float': 'More float', 'loan-returned': 'Loan returned', 'fetch-change': 'Get small notes', 'courier-fee': 'Courier', 'office-supplies': 'Office supplies',
    'into-safe': 'Into the safe', 'to-manager': 'To the manager', 'to-bank': 'To the bank', 'change-for-customer': 'Change for a customer', 'check-cash': 'Check the cash', 'correct-change': 'Wrong change given',
    'change-mistake': 'Wrong change', 'not-recorded': 'Cash in or out not recorded', 'cause-unknown': 'Not known',
    'carrier-mended': 'The carrier mended it', 'other-card': 'Another card was renewed', 'refunded-elsewhere': 'Refunded elsewhere',
  },
};

/** A known code in words; anything else is what somebody wrote, and stays. */
export function reasonText(reason: string, locale: Locale): string {
  const code = readReason(reason);
  return code === null ? reason : words[locale][code];
}
