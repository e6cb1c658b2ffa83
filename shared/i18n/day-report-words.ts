// The words of the printed day, in both languages.
import type { Locale } from '#shared/contract/values.ts';

export interface DayReportWords {
  readonly title: string;
  readonly days: (from: string, to: string) => string;
  readonly madeAt: string;
  readonly sales: string;
  readonly refunds: string;
  readonly voids: string;
  readonly net: string;
  readonly rounding: string;
  readonly before: string;
  readonly weekBefore: string;
  readonly count: (count: number) => string;
  readonly byMethod: string;
  readonly byPlan: string;
  readonly byStaff: string;
  readonly byHour: string;
  readonly hour: (hour: number) => string;
  readonly drawer: string;
  readonly paidIn: string;
  readonly paidOut: string;
  readonly drops: string;
  readonly overShort: string;
  readonly noSales: string;
  readonly attention: string;
  readonly openPayments: string;
  readonly unsent: string;
  readonly rejected: string;
  readonly openTasks: string;
  readonly counts: string;
  readonly identityChecks: string;
  readonly copies: string;
  readonly approvals: string;
  readonly failedPins: string;
  readonly agreements: string;
}

const zh: DayReportWords = {
  title: '营业日报', days: (from, to) => (from === to ? from : `${from} 至 ${to}`), madeAt: '生成时间', sales: '销售', refunds: '退款', voids: '撤销', net: '净额', rounding: '抹零',
  before: '上一期净额', weekBefore: '上周同期净额', count: (count) => `${count} 笔`, byMethod: '按收款方式', byPlan: '按套餐', byStaff: '按店员', byHour: '按时段',
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`, drawer: '现金', paidIn: '存入', paidOut: '支出', drops: '提取封存', overShort: '长短款', noSales: '非销售开钱箱', attention: '待处理',
  openPayments: '未决支付', unsent: '未上传', rejected: '运营商拒绝', openTasks: '退款待办', counts: '次数', identityChecks: '证件核验', copies: '补打', approvals: '批准', failedPins: '密码错误',
  agreements: '协议（签订/取消）',
};

const en: DayReportWords = {
  title: 'Report of the day', days: (from, to) => (from === to ? from : `${from} to ${to}`), madeAt: 'Made at', sales: 'Sales', refunds: 'Refunds', voids: 'Voids', net: 'Net', rounding: 'Rounding',
  before: 'Net of the period before', weekBefore: 'Net a week before', count: (count) => `${count}`, byMethod: 'By way to pay', byPlan: 'By plan', byStaff: 'By person', byHour: 'By hour',
  hour: (hour) => `${String(hour).padStart(2, '0')}:00`, drawer: 'Cash', paidIn: 'Paid in', paidOut: 'Paid out', drops: 'Safe drops', overShort: 'Over/short', noSales: 'Drawer without a sale',
  attention: 'Still open', openPayments: 'Open payments', unsent: 'Not sent', rejected: 'Refused by the carrier', openTasks: 'Refund tasks', counts: 'Counts', identityChecks: 'ID checks', copies: 'Copies',
  approvals: 'Approvals', failedPins: 'Wrong PINs', agreements: 'Agreements (signed/cancelled)',
};

export const dayReportWords: Readonly<Record<Locale, DayReportWords>> = { 'zh-CN': zh, en };
