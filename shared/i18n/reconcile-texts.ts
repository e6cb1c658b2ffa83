// The words of reconciliation: what each kind of difference is called, and what is to be done about it.
import type { Locale } from '#shared/contract/values.ts';
import type { DifferenceKind } from '#shared/domain/reconcile-kinds.ts';

export interface DifferenceText {
  /** The trade's own word for it. */
  readonly title: string;
  readonly meaning: string;
  /** What somebody should do next. */
  readonly action: string;
}

const zh: Readonly<Record<DifferenceKind, DifferenceText>> = {
  'wallet-only': { title: '已支付未销帐', meaning: '钱包已收款，本机账上没有。', action: '核对顾客与号码后补销帐；无法补办的，原路退款。' },
  'till-only': { title: '账上有、钱包无', meaning: '本机记了收款，钱包账单里没有这一笔。', action: '向钱包查询这一笔；确未收到的，联系顾客补款。' },
  'applied-unpaid': { title: '未支付已销帐', meaning: '运营商已续费，但钱没有收到。', action: '联系顾客补款；收不到的，向运营商申请反销帐。' },
  amount: { title: '金额不符', meaning: '两边都有这一笔，金额不同。', action: '以钱包账单为准查明原因，差额退补。' },
  method: { title: '收款方式疑似记错', meaning: '账上记为现金，钱包同时收到同样金额。', action: '核对小票与钱包账单，确认后在交班说明里注明。' },
  duplicate: { title: '重复收款', meaning: '同一笔续费，顾客付了不止一次。', action: '将多收的部分原路退还顾客。' },
  'carrier-missing': { title: '已上传，未见销帐结果', meaning: '钱已收、已上传，运营商还没有答复。', action: '先联网同步；仍无结果的，凭单号请运营商补销帐。' },
  rejected: { title: '运营商拒绝，款未退', meaning: '运营商没有受理，钱还在店里。', action: '打开退款待办，把钱退给顾客。' },
  drawer: { title: '钱箱长短款', meaning: '实点现金与应有现金不同。', action: '先看上面列出的可疑交易，再复点一次。' },
};

const en: Readonly<Record<DifferenceKind, DifferenceText>> = {
  'wallet-only': { title: 'Paid, not in the books', meaning: 'The wallet received the money; this terminal has no such payment.', action: 'Find the customer and have the renewal entered; otherwise refund to the wallet.' },
  'till-only': { title: 'In the books, not at the wallet', meaning: 'This terminal recorded a payment that the statement does not have.', action: 'Ask the wallet about it; if it never arrived, ask the customer to pay.' },
  'applied-unpaid': { title: 'Renewed, not paid', meaning: 'The carrier renewed the card, but the money never arrived.', action: 'Ask the customer to pay; otherwise ask the carrier to reverse the renewal.' },
  amount: { title: 'Different amounts', meaning: 'Both sides have it, with different amounts.', action: 'Find out why, going by the statement; refund or collect the difference.' },
  method: { title: 'Wrong way to pay, probably', meaning: 'Recorded as cash, while the wallet received the same amount.', action: 'Compare slip and statement, and note it with the close of the shift.' },
  duplicate: { title: 'Charged twice', meaning: 'The customer paid more than once for one renewal.', action: 'Refund what was charged too much to where it came from.' },
  'carrier-missing': { title: 'Sent, no answer yet', meaning: 'Paid and sent; the carrier has not answered.', action: 'Sync first; if there is still no answer, ask the carrier with the receipt number.' },
  rejected: { title: 'Refused, not refunded', meaning: 'The carrier refused it, and the store still has the money.', action: 'Open the refund task and give the money back.' },
  drawer: { title: 'Drawer over or short', meaning: 'Counted cash differs from what should be there.', action: 'Look at the likely sales above, then count again.' },
};

const texts: Readonly<Record<Locale, Readonly<Record<DifferenceKind, DifferenceText>>>> = { 'zh-CN': zh, en };

/** Name, meaning and next step of a difference. */
export function differenceText(kind: DifferenceKind, locale: Locale): DifferenceText {
  return texts[locale][kind];
}
