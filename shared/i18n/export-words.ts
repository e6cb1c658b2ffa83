// Headings of an export, in both languages.
import type { Locale } from '#shared/contract/values.ts';

export const exportSheets = ['sales', 'tenders', 'returns', 'cash', 'shifts', 'payments'] as const;
export type ExportSheet = (typeof exportSheets)[number];

export const exportColumns = [
  'businessDate', 'time', 'seq', 'kind', 'receiptNumber', 'msisdn', 'iccidLast4', 'staffId', 'staffName', 'approverId', 'planId', 'planName', 'months', 'method', 'way', 'amount',
  'amountFen', 'mode', 'expiryBefore', 'expectedExpiry', 'carrier', 'saleId', 'paymentId', 'reference', 'approvalCode', 'cardLast4', 'state', 'note', 'shiftId', 'zNumber', 'openedAt',
  'closedAt', 'float', 'expected', 'counted', 'overShort', 'overShortFen',
] as const;
export type ExportColumn = (typeof exportColumns)[number];

interface ExportWords {
  readonly sheets: Readonly<Record<ExportSheet, string>>;
  readonly columns: Readonly<Record<ExportColumn, string>>;
}

const zh: ExportWords = {
  sheets: { sales: '销售', tenders: '收款', returns: '退款与撤销', cash: '现金收付', shifts: '班次', payments: '电子支付' },
  columns: {
    businessDate: '营业日', time: '时间', seq: '流水号', kind: '类型', receiptNumber: '单号', msisdn: '号码', iccidLast4: 'ICCID尾号', staffId: '工号', staffName: '姓名', approverId: '批准人',
    planId: '套餐编号', planName: '套餐', months: '月数', method: '方式', way: '途径', amount: '金额（元）', amountFen: '金额（分）', mode: '受理方式', expiryBefore: '原到期日', expectedExpiry: '预计到期日',
    carrier: '运营商结果', saleId: '销售编号', paymentId: '支付编号', reference: '渠道单号', approvalCode: '授权码', cardLast4: '卡号尾号', state: '状态', note: '说明', shiftId: '班次编号', zNumber: '日结号',
    openedAt: '开班时间', closedAt: '交班时间', float: '备用金（元）', expected: '应有现金（元）', counted: '实点现金（元）', overShort: '长短款（元）', overShortFen: '长短款（分）',
  },
};

const en: ExportWords = {
  sheets: { sales: 'Sales', tenders: 'Tenders', returns: 'Refunds and voids', cash: 'Cash movements', shifts: 'Shifts', payments: 'Payments' },
  columns: {
    businessDate: 'Business date', time: 'Time', seq: 'Journal row', kind: 'Kind', receiptNumber: 'Receipt', msisdn: 'Number', iccidLast4: 'ICCID ending', staffId: 'Staff', staffName: 'Name',
    approverId: 'Approved by', planId: 'Plan id', planName: 'Plan', months: 'Months', method: 'Method', way: 'Way', amount: 'Amount (yuan)', amountFen: 'Amount (fen)', mode: 'Mode',
    expiryBefore: 'Expiry before', expectedExpiry: 'Expected expiry', carrier: 'Carrier', saleId: 'Sale id', paymentId: 'Payment id', reference: 'Provider reference', approvalCode: 'Approval code',
    cardLast4: 'Card ending', state: 'State', note: 'Note', shiftId: 'Shift id', zNumber: 'Z number', openedAt: 'Opened', closedAt: 'Closed', float: 'Float (yuan)', expected: 'Expected (yuan)',
    counted: 'Counted (yuan)', overShort: 'Over/short (yuan)', overShortFen: 'Over/short (fen)',
  },
};

export const exportWords: Readonly<Record<Locale, ExportWords>> = { 'zh-CN': zh, en };

/** What happened, as the kind column says it. */
export const moneyKindTexts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    sale: '销售', void: '撤销', refund: '退款', rounding: '抹零', tender: '收款', 'tender-back': '退回', float: '备用金', 'paid-in': '存入', 'paid-out': '支出', drop: '提取封存', 'over-short': '长短款',
  },
  en: {
    sale: 'Sale', void: 'Void', refund: 'Refund', rounding: 'Rounding', tender: 'Tender', 'tender-back': 'Given back', float: 'Float', 'paid-in': 'Paid in', 'paid-out': 'Paid out',
    drop: 'Safe drop', 'over-short': 'Over/short',
  },
};

const states: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    applied: '已销帐', rejected: '已拒绝', voided: '已撤销', waiting: '待上传或待答复', online: '在线', offline: '离线', created: '已创建', sent: '已发出', confirming: '待顾客确认', unknown: '结果未知',
    reversing: '撤销中', settled: '已收款', failed: '失败', reversed: '已撤销', 'payer-code': '扫付款码', 'store-code': '顾客扫码', 'stand-alone': '独立刷卡机', connected: '联机刷卡机', account: '账户余额',
  },
  en: {
    applied: 'Applied', rejected: 'Rejected', voided: 'Voided', waiting: 'Waiting', online: 'Online', offline: 'Offline', created: 'Created', sent: 'Sent', confirming: 'Confirming', unknown: 'Unknown',
    reversing: 'Being reversed', settled: 'Settled', failed: 'Failed', reversed: 'Reversed', 'payer-code': 'Customer\'s code', 'store-code': 'Store\'s code', 'stand-alone': 'Card machine',
    connected: 'Connected card machine', account: 'Account',
  },
};

/** A state in words; a state of a newer version stays as it is. */
export function stateText(state: string, locale: Locale): string {
  return states[locale][state] ?? state;
}
