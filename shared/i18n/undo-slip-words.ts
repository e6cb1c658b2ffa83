// The words on slips of voids and refunds, in both languages; the rest they share with other slips.
import type { Locale } from '#shared/contract/values.ts';

export interface UndoSlipWords {
  readonly voidTitle: string;
  readonly refundTitle: string;
  /** The slip of the sale that is taken back. */
  readonly ofSale: string;
  readonly reason: string;
  readonly refundNumber: string;
  readonly returned: string;
  readonly nothingApplied: string;
  readonly validity: Readonly<Record<'moved-back' | 'stays' | 'undecided', string>>;
  readonly signature: string;
}

export const undoSlipWords: Readonly<Record<Locale, UndoSlipWords>> = {
  'zh-CN': {
    voidTitle: '撤销凭条', refundTitle: '退款凭条', ofSale: '原单号', reason: '原因', refundNumber: '退款号', returned: '退还合计',
    nothingApplied: '本单已撤销，未报运营商，号码有效期不变',
    validity: { 'moved-back': '运营商已收回本次续费的有效期', stays: '号码有效期不变', undecided: '有效期由运营商另行确定' },
    signature: '顾客签字',
  },
  en: {
    voidTitle: 'Void slip', refundTitle: 'Refund slip', ofSale: 'Original no.', reason: 'Reason', refundNumber: 'Refund', returned: 'Given back',
    nothingApplied: 'This sale was taken back before the carrier had it: the last day of the number is unchanged',
    validity: { 'moved-back': 'The carrier took back the time this renewal had bought', stays: 'The last day of the number is unchanged', undecided: 'The carrier will decide about the last day' },
    signature: 'Customer\'s signature',
  },
};
