// The words on paper, in both languages. Fixed by law or habit and therefore Chinese in both: the mark of training
// slips, the mark of copies, the note that a slip is no invoice, the note on offline sales.
import type { Locale } from '#shared/contract/values.ts';
import type { OpenWorkKind } from '#shared/domain/open-work.ts';

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
  readonly xTitle: string;
  readonly xNote: string;
  readonly closedBy: string;
  readonly forcedClose: string;
  readonly voids: (count: number) => string;
  readonly refundsOf: (count: number) => string;
  readonly byMethod: string;
  /** A way to pay and how often it was taken. */
  readonly takenBy: (method: string, count: number) => string;
  readonly returnedBy: (method: string) => string;
  readonly betweenShifts: string;
  readonly differenceReason: string;
  readonly approvedBy: string;
  readonly pieces: (valueYuan: string, pieces: number) => string;
  readonly countAttempts: string;
  readonly noSales: string;
  readonly copies: string;
  readonly carriedOver: string;
  readonly nothingCarried: string;
  readonly openWork: Readonly<Record<OpenWorkKind, string>>;
  readonly entries: (count: string) => string;
  readonly cashMoved: Readonly<Record<'in' | 'out' | 'drop', string>>;
  readonly reason: string;
  readonly signature: string;
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
  rounding: '抹零差额',
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
  xTitle: '班次查询单 X',
  xNote: '未交班，不是日结单',
  closedBy: '交班人',
  forcedClose: '超时强制交班',
  voids: (count) => `撤销 ${count} 笔`,
  refundsOf: (count) => `退款 ${count} 笔`,
  byMethod: '按支付方式',
  takenBy: (method, count) => `${method} ${count} 笔`,
  returnedBy: (method) => `  退回${method}`,
  betweenShifts: '与上班清点差',
  differenceReason: '差异原因',
  approvedBy: '授权人',
  pieces: (valueYuan, pieces) => `  ${valueYuan} × ${pieces}`,
  countAttempts: '清点次数',
  noSales: '无交易开钱箱',
  copies: '补打小票',
  carriedOver: '移交下一班',
  nothingCarried: '无',
  openWork: { unsent: '未上传', payment: '未决付款', refund: '未决退款', parked: '挂起受理', unprinted: '未出小票', task: '待退款' },
  entries: (count) => `${count} 条`,
  cashMoved: { in: '存入单', out: '支出单', drop: '缴款单' },
  reason: '事由',
  signature: '签字',
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
  rounding: 'Rounding',
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
  xTitle: 'Shift reading X',
  xNote: 'The shift is still open: this is no Z',
  closedBy: 'Closed by',
  forcedClose: 'Closed after too long a day',
  voids: (count) => `Voids (${count})`,
  refundsOf: (count) => `Refunds (${count})`,
  byMethod: 'By way to pay',
  takenBy: (method, count) => `${method} (${count})`,
  returnedBy: (method) => `  given back, ${method}`,
  betweenShifts: 'Since the last count',
  differenceReason: 'Reason',
  approvedBy: 'Approved by',
  pieces: (valueYuan, pieces) => `  ${valueYuan} × ${pieces}`,
  countAttempts: 'Times counted',
  noSales: 'Opened without sale',
  copies: 'Copies printed',
  carriedOver: 'Carried over',
  nothingCarried: 'nothing',
  openWork: { unsent: 'Unsent', payment: 'Open payment', refund: 'Open refund', parked: 'Parked sale', unprinted: 'Slip not printed', task: 'Refund owed' },
  entries: (count) => `${count} ${count === '1' ? 'entry' : 'entries'}`,
  cashMoved: { in: 'Paid in', out: 'Paid out', drop: 'Dropped into the safe' },
  reason: 'Reason',
  signature: 'Signature',
};

export const receiptWords: Readonly<Record<Locale, ReceiptWords>> = { 'zh-CN': zh, en };
