// The words on paper, in both languages. Fixed by law or habit and therefore Chinese in both: the mark of training
// slips, the mark of copies, the note that a slip is no invoice, the note on offline sales.
import type { Locale } from '#shared/contract/values.ts';

/** Stands above and below everything that a training terminal prints. */
export const TRAINING_MARK = '培训 TRAINING 无效';
/** Begins every copy; its number follows. */
export const COPY_MARK = '补打 DUPLICATE';
export const NOT_AN_INVOICE = '本单据不作为发票使用';
export const OFFLINE_NOTE = '离线受理，以运营商到账为准';

export interface ReceiptWords {
  readonly saleTitle: string;
  readonly zTitle: (zNumber: number) => string;
  readonly terminal: string;
  readonly clerk: string;
  readonly receiptNumber: string;
  readonly time: string;
  readonly businessDate: string;
  readonly msisdn: string;
  readonly iccidTail: string;
  readonly planMonths: (planName: string, months: number) => string;
  readonly validUntil: string;
  readonly notYetActive: string;
  readonly expected: string;
  readonly total: string;
  readonly change: string;
  readonly paymentNumber: string;
  /** The cash part rounded by the store's policy. */
  readonly rounding: string;
  /** The provider's own number of a payment. */
  readonly reference: string;
  readonly cardTail: string;
  readonly journalRow: (seq: number, hashStart: string) => string;
  readonly hotline: string;
  readonly invoiceCaption: string;
  /** Stands under the Chinese note; empty where that is enough. */
  readonly notAnInvoice: string;
  readonly offline: string;
  readonly autoRenewal: Readonly<Record<'off' | 'on' | 'failing', string>>;
  readonly copyAt: (atLocal: string, staffId: string) => string;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly saleCount: string;
  readonly sales: string;
  readonly refunds: string;
  readonly netSales: string;
  readonly float: string;
  readonly cashSales: string;
  readonly cashRefunds: string;
  readonly paidIn: string;
  readonly paidOut: string;
  readonly drops: string;
  readonly expectedCash: string;
  readonly countedCash: string;
  readonly over: string;
  readonly short: string;
  readonly even: string;
  readonly journalRange: (firstSeq: number, lastSeq: number) => string;
  readonly headHash: string;
  readonly grandNet: string;
  readonly grandAbsolute: string;
  readonly waiting: (count: number) => string;
}

const zh: ReceiptWords = {
  saleTitle: 'Heyon卡 续费受理单',
  zTitle: (zNumber) => `交班日结单 Z ${zNumber}`,
  terminal: '终端',
  clerk: '店员',
  receiptNumber: '单号',
  time: '时间',
  businessDate: '营业日',
  msisdn: '号码',
  iccidTail: 'ICCID 尾号',
  planMonths: (planName, months) => `${planName} × ${months} 个月`,
  validUntil: '有效期至',
  notYetActive: '尚未启用',
  expected: '预计',
  total: '应收',
  change: '找零',
  paymentNumber: '付款号',
  rounding: '现金舍入',
  reference: '交易号',
  cardTail: '卡号末四位',
  journalRow: (seq, hashStart) => `流水 #${seq} 校验 ${hashStart}`,
  hotline: '客服热线',
  invoiceCaption: '需要发票请扫码，在运营商页面开具',
  notAnInvoice: '',
  offline: '',
  autoRenewal: {
    off: '自动续费：未开通，到期前请续费',
    on: '自动续费：已开通。可随时在签约时所用的支付宝或微信里免费关闭，下期起生效',
    failing: '自动续费：最近一次扣款未成功，请查看扣款账户。可随时在签约时所用的支付宝或微信里免费关闭',
  },
  copyAt: (atLocal, staffId) => `${atLocal} ${staffId}`,
  openedAt: '开班',
  closedAt: '交班',
  saleCount: '续费笔数',
  sales: '续费金额',
  refunds: '退款金额',
  netSales: '净额',
  float: '备用金',
  cashSales: '现金收款',
  cashRefunds: '现金退款',
  paidIn: '存入',
  paidOut: '支出',
  drops: '缴款',
  expectedCash: '应有现金',
  countedCash: '清点现金',
  over: '长款',
  short: '短款',
  even: '长短款',
  journalRange: (firstSeq, lastSeq) => `本班流水 #${firstSeq} 至 #${lastSeq}`,
  headHash: '末条校验',
  grandNet: '累计净额',
  grandAbsolute: '累计总额',
  waiting: (count) => `未到运营商 ${count} 条，联网后自动补传`,
};

const en: ReceiptWords = {
  saleTitle: 'Heyon card renewal',
  zTitle: (zNumber) => `Shift report Z ${zNumber}`,
  terminal: 'Terminal',
  clerk: 'Clerk',
  receiptNumber: 'No.',
  time: 'Time',
  businessDate: 'Business date',
  msisdn: 'Number',
  iccidTail: 'ICCID ending',
  planMonths: (planName, months) => `${planName} × ${months} ${months === 1 ? 'month' : 'months'}`,
  validUntil: 'Valid until',
  notYetActive: 'not active yet',
  expected: 'expected',
  total: 'Total due',
  change: 'Change',
  paymentNumber: 'Payment',
  rounding: 'Cash rounding',
  reference: 'Reference',
  cardTail: 'Card ending',
  journalRow: (seq, hashStart) => `Journal #${seq} check ${hashStart}`,
  hotline: 'Hotline',
  invoiceCaption: 'Scan for an invoice from the carrier',
  notAnInvoice: 'This slip is not an invoice',
  offline: 'Taken offline: the carrier\'s booking decides',
  autoRenewal: {
    off: 'Auto-renewal: off. Please renew again before the last day',
    on: 'Auto-renewal: on. Free to cancel at any time in the Alipay or WeChat account that signed it, from the next cycle',
    failing: 'Auto-renewal: the last charge failed, please look at the paying account. Free to cancel at any time in the Alipay or WeChat account that signed it',
  },
  copyAt: (atLocal, staffId) => `${atLocal} ${staffId}`,
  openedAt: 'Opened',
  closedAt: 'Closed',
  saleCount: 'Renewals',
  sales: 'Sales',
  refunds: 'Refunds',
  netSales: 'Net',
  float: 'Float',
  cashSales: 'Cash taken',
  cashRefunds: 'Cash refunded',
  paidIn: 'Paid in',
  paidOut: 'Paid out',
  drops: 'Dropped',
  expectedCash: 'Cash expected',
  countedCash: 'Cash counted',
  over: 'Over',
  short: 'Short',
  even: 'Over/short',
  journalRange: (firstSeq, lastSeq) => `Journal #${firstSeq} to #${lastSeq}`,
  headHash: 'Last check',
  grandNet: 'Grand total, net',
  grandAbsolute: 'Grand total, gross',
  waiting: (count) => `${count} ${count === 1 ? 'entry was' : 'entries were'} still waiting for the carrier; sent once online`,
};

export const receiptWords: Readonly<Record<Locale, ReceiptWords>> = { 'zh-CN': zh, en };
