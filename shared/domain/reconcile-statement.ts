// Reads the statement files that wallets and acquirers let a merchant download: rows by column name, whatever else stands around them.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from './base/result.ts';
import { fen, negativeFen, parseYuan, type Fen } from './fen.ts';
import type { StatementSource } from './reconcile-kinds.ts';

/** One movement as the provider has it. A refund's amount is positive, too: `kind` says the direction. */
export interface StatementRow {
  readonly kind: 'pay' | 'refund';
  /** The provider's number of the order. */
  readonly reference: string;
  /** Our number: of the payment, or of the refund where the provider lists it. */
  readonly orderNumber: string;
  readonly refundNumber: string;
  readonly amountFen: Fen;
  readonly at: string;
  /** Of the store's terminals the one that took it; empty where the file does not say. */
  readonly terminal: string;
}

export interface Statement {
  readonly rows: readonly StatementRow[];
  readonly unreadableRows: number;
}

/** Statements name no zone; their providers reckon in this one. */
const STATEMENT_ZONE = 'Asia/Shanghai';

interface Columns {
  readonly reference: readonly string[];
  readonly orderNumber: readonly string[];
  readonly refundNumber: readonly string[];
  readonly at: readonly string[];
  /** First of these that holds an amount counts. */
  readonly paid: readonly string[];
  readonly refunded: readonly string[];
  readonly kind: readonly string[];
  readonly terminal: readonly string[];
}

const alipay: Columns = {
  reference: ['支付宝交易号', '业务流水号'], orderNumber: ['商户订单号'], refundNumber: ['退款批次号/请求号', '退款批次号'], at: ['完成时间', '发生时间', '入账时间'],
  paid: ['订单金额（元）', '收入金额（+元）', '收入（+元）'], refunded: ['订单金额（元）', '支出金额（-元）', '支出（-元）'], kind: ['业务类型', '账务类型'], terminal: ['终端号'],
};
const wechat: Columns = {
  reference: ['微信订单号'], orderNumber: ['商户订单号'], refundNumber: ['商户退款单号'], at: ['交易时间'], paid: ['订单金额', '应结订单金额', '总金额'],
  refunded: ['申请退款金额', '退款金额'], kind: ['交易状态'], terminal: ['设备号'],
};
const acquirer: Columns = {
  reference: ['参考号', '检索参考号', '授权码', 'reference'], orderNumber: ['商户订单号', '订单号', 'order_number'], refundNumber: ['退款单号', 'refund_number'],
  at: ['交易时间', 'time'], paid: ['交易金额', 'amount'], refunded: ['交易金额', 'amount'], kind: ['交易类型', 'kind'], terminal: ['终端号', 'terminal'],
};
const columnsOf: Readonly<Record<StatementSource, Columns>> = { alipay, wechat, unionpay: acquirer, card: acquirer };

/** Movements that are no payment of a customer: fees, payouts, transfers. */
const OTHER_KINDS = /服务费|手续费|收费|提现|转账|充值|结算|fee|payout/iu;
const REFUND_KINDS = /退款|退货|撤销|冲正|REFUND|REVOKED|VOID/iu;

/** Problem: `statement-unreadable` when no line names the columns this provider's files have. */
export function readStatement(source: StatementSource, text: string): Result<Statement, { code: 'statement-unreadable' }> {
  const columns = columnsOf[source];
  const lines = csvLines(text.replace(/^\uFEFF/, ''));
  const headAt = lines.findIndex((line) => has(line, columns.at) && has(line, columns.paid) && (has(line, columns.orderNumber) || has(line, columns.reference)));
  const head = lines[headAt];
  if (head === undefined) return err({ code: 'statement-unreadable' });
  const rows: StatementRow[] = [];
  let unreadableRows = 0;
  for (const line of lines.slice(headAt + 1)) {
    if (isAround(line)) continue;
    // Totals stand below the rows, under names of their own.
    if (/^(?:总|#|合计|账务汇总)/.test(line[0] ?? '')) break;
    const row = rowOf(head, line, columns);
    if (row === 'other') continue;
    if (row === null) unreadableRows += 1;
    else rows.push(row);
  }
  return ok({ rows, unreadableRows });
}

const has = (line: readonly string[], names: readonly string[]): boolean => names.some((name) => line.includes(name));
const isAround = (line: readonly string[]): boolean => line.every((value) => value === '') || (line.length === 1 && /^[#-]/.test(line[0] ?? ''));

function rowOf(head: readonly string[], line: readonly string[], columns: Columns): StatementRow | 'other' | null {
  const value = (names: readonly string[]): string => names.map((name) => line[head.indexOf(name)] ?? '').find((text) => text !== '') ?? '';
  const kindText = value(columns.kind);
  if (OTHER_KINDS.test(kindText) && !REFUND_KINDS.test(kindText)) return 'other';
  const at = instantOf(value(columns.at));
  const paid = amountAmong(columns.paid.map((name) => line[head.indexOf(name)] ?? ''));
  const isRefund = REFUND_KINDS.test(kindText) || (paid !== null && paid < 0);
  const amount = isRefund ? amountAmong(columns.refunded.map((name) => line[head.indexOf(name)] ?? '')) : paid;
  const reference = value(columns.reference);
  const orderNumber = value(columns.orderNumber);
  if (at === null || amount === null || (reference === '' && orderNumber === '')) return null;
  return {
    kind: isRefund ? 'refund' : 'pay', reference, orderNumber, refundNumber: value(columns.refundNumber), amountFen: fen(Math.abs(amount)), at, terminal: value(columns.terminal),
  };
}

/** The first amount that is not nothing; 0 when all are, null when none can be read. */
function amountAmong(texts: readonly string[]): Fen | null {
  const amounts = texts.filter((text) => text !== '').map(amountOf);
  return amounts.find((amount) => amount !== null && amount !== 0) ?? amounts.find((amount) => amount === 0) ?? null;
}

function amountOf(text: string): Fen | null {
  const [, sign, digits = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  const read = parseYuan(digits);
  if (!read.ok) return null;
  return sign === '-' ? negativeFen(read.value) : read.value;
}

function instantOf(text: string): string | null {
  const [, year, month, day, hour, minute, second = '00'] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})[ T]*(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  try {
    const local = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    return local.toZonedDateTime(STATEMENT_ZONE).toInstant().toString({ fractionalSecondDigits: 3 });
  } catch {
    return null;
  }
}

/** Values as RFC 4180 quotes them. What providers put around a value to keep spreadsheets off it (`, tab, blanks) is taken away. */
function csvLines(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, next } = csvValue(text, at);
    line.push(value.replace(/^[`'\s]+|[\s]+$/g, ''));
    at = next + 1;
    if (text[next] === ',' && at < text.length) continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

/** The value that begins at a place, and where the comma or the line's end behind it stands. */
function csvValue(text: string, from: number): { readonly value: string; readonly next: number } {
  const pattern = /"((?:[^"]|"")*)"[^,\n]*|[^,\n]*/y;
  pattern.lastIndex = from;
  const [whole = '', quoted] = pattern.exec(text) ?? [];
  return { value: quoted === undefined ? whole : quoted.replaceAll('""', '"'), next: from + whole.length };
}
