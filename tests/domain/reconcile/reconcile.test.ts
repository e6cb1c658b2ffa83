// Two hundred generated days, each with one planted error: the true row must stand among the first three, and clean days stay silent.
import { describe, expect, it } from 'vitest';
import { fen, negativeFen, type Fen } from '#shared/domain/fen.ts';
import { reconcile, type BookPayment, type BookRefund, type BookSale, type Difference, type ReconcileInput } from '#shared/domain/reconcile.ts';
import { differenceKinds } from '#shared/domain/reconcile-kinds.ts';
import { readStatement, type StatementRow } from '#shared/domain/reconcile-statement.ts';
import { differenceText } from '#shared/i18n/reconcile-texts.ts';

const SEED = Number(process.env['RECONCILE_SEED'] ?? 5);

/** mulberry32 */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const MIDNIGHT = Date.parse('2026-11-23T16:00:00.000Z');
const atMinute = (minute: number): string => new Date(MIDNIGHT + minute * 60_000).toISOString();
const uuid = (next: (limit: number) => number): string => {
  const hex = Array.from({ length: 32 }, () => next(16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

interface Day {
  statement: StatementRow[];
  payments: BookPayment[];
  refunds: BookRefund[];
  sales: BookSale[];
  drawerFen: Fen | null;
}

/** A counter's day: cash and wallet sales of a few prices, some of them refunded, one payment that failed and was made again. */
function cleanDay(next: (limit: number) => number): Day {
  const day: Day = { statement: [], payments: [], refunds: [], sales: [], drawerFen: fen(0) };
  const count = 25 + next(50);
  for (let index = 0; index < count; index += 1) {
    const minute = 9 * 60 + Math.floor((index * 700) / count);
    const amountFen = fen([3000, 6000, 9900, 19_900][next(4)] ?? 3000);
    const saleId = uuid(next) as BookSale['saleId'];
    const isWallet = next(3) > 0;
    const receiptNumber = `R-${index}`;
    day.sales.push({
      saleId, receiptNumber, at: atMinute(minute), totalFen: amountFen, paidFen: amountFen, returnedFen: fen(0), cashFen: isWallet ? fen(0) : amountFen, isVoided: false, isSent: true, outcome: 'applied',
    });
    if (!isWallet) continue;
    if (next(12) === 0) {
      day.payments.push({ paymentId: uuid(next), reference: null, method: 'alipay', amountFen, state: 'gone', at: atMinute(minute - 1), saleId, receiptNumber, isApplied: true });
    }
    const payment: BookPayment = { paymentId: uuid(next), reference: `20261124${1000 + index}`, method: 'alipay', amountFen, state: 'settled', at: atMinute(minute), saleId, receiptNumber, isApplied: true };
    day.payments.push(payment);
    day.statement.push(rowOf(payment, minute));
    if (next(15) === 0) {
      const refundId = uuid(next);
      day.refunds.push({ refundId, paymentId: payment.paymentId, amountFen: fen(1000), at: atMinute(minute + 20) });
      day.statement.push({ ...rowOf(payment, minute + 20), kind: 'refund', refundNumber: refundId.replaceAll('-', ''), amountFen: fen(1000) });
      changeSale(day, saleId, { returnedFen: fen(1000) });
    }
  }
  return day;
}

function rowOf(payment: BookPayment, minute: number): StatementRow {
  return {
    kind: 'pay', reference: payment.reference ?? '', orderNumber: payment.paymentId.replaceAll('-', ''), refundNumber: '', amountFen: payment.amountFen, at: atMinute(minute + 1), terminal: '',
  };
}

function changeSale(day: Day, saleId: string, change: Partial<BookSale>): void {
  day.sales = day.sales.map((sale) => (sale.saleId === saleId ? { ...sale, ...change } : sale));
}

const input = (day: Day): ReconcileInput => ({
  ...day, isInRange: (at) => at >= atMinute(0) && at < atMinute(24 * 60), answeredBy: atMinute(24 * 60), method: 'alipay', terminalId: 'T-1',
});

type Planted = (difference: Difference) => boolean;
const oneOf = <T>(items: readonly T[], next: (limit: number) => number): T => items[next(items.length)] as T;

/** One error of each kind; each answers how its true row is recognised. */
const plants: Record<string, (day: Day, next: (limit: number) => number) => Planted> = {
  'wallet-only': (day, next) => {
    const lost = oneOf(day.payments.filter((one) => one.state === 'settled' && !day.refunds.some((refund) => refund.paymentId === one.paymentId)), next);
    day.payments = day.payments.filter((one) => one.saleId !== lost.saleId);
    day.sales = day.sales.filter((one) => one.saleId !== lost.saleId);
    return ({ kind, reference }) => kind === 'wallet-only' && reference === lost.reference;
  },
  'till-only': (day, next) => {
    const claimed = oneOf(day.payments.filter((one) => one.state === 'settled'), next);
    changeSale(day, claimed.saleId, { outcome: null, isSent: false });
    day.payments = day.payments.map((one) => (one.saleId === claimed.saleId ? { ...one, isApplied: false } : one));
    day.refunds = day.refunds.filter((one) => one.paymentId !== claimed.paymentId);
    day.statement = day.statement.filter((row) => row.reference !== claimed.reference);
    return ({ kind, saleId }) => kind === 'till-only' && saleId === claimed.saleId;
  },
  'applied-unpaid': (day, next) => {
    const claimed = oneOf(day.payments.filter((one) => one.state === 'settled'), next);
    day.refunds = day.refunds.filter((one) => one.paymentId !== claimed.paymentId);
    day.statement = day.statement.filter((row) => row.reference !== claimed.reference);
    return ({ kind, saleId }) => kind === 'applied-unpaid' && saleId === claimed.saleId;
  },
  amount: (day, next) => {
    const wrong = oneOf(day.statement.filter((row) => row.kind === 'pay'), next);
    day.statement = day.statement.map((row) => (row === wrong ? { ...row, amountFen: fen(row.amountFen + 100) } : row));
    return ({ kind, reference, amountFen }) => kind === 'amount' && reference === wrong.reference && amountFen === 100;
  },
  method: (day, next) => {
    const cash = oneOf(day.sales.filter((sale) => sale.cashFen > 0), next);
    day.drawerFen = negativeFen(cash.cashFen);
    day.statement.push({ kind: 'pay', reference: 'W-1', orderNumber: 'MERCHANT-QR-1', refundNumber: '', amountFen: cash.cashFen, at: cash.at, terminal: '' });
    return ({ kind, saleId }) => kind === 'method' && saleId === cash.saleId;
  },
  duplicate: (day, next) => {
    const twice = oneOf(day.statement.filter((row) => row.kind === 'pay'), next);
    day.statement.push({ ...twice, reference: `${twice.reference}9` });
    return ({ kind, reference }) => kind === 'duplicate' && (reference ?? '').startsWith(twice.reference);
  },
  'carrier-missing': (day, next) => {
    const silent = oneOf(day.sales, next);
    changeSale(day, silent.saleId, { outcome: null });
    return ({ kind, saleId }) => kind === 'carrier-missing' && saleId === silent.saleId;
  },
  rejected: (day, next) => {
    const refused = oneOf(day.sales.filter((sale) => sale.returnedFen === 0), next);
    changeSale(day, refused.saleId, { outcome: 'rejected' });
    return ({ kind, saleId }) => kind === 'rejected' && saleId === refused.saleId;
  },
};

describe(`reconcile (seed ${SEED})`, () => {
  it('[RC1] names the planted row among its first three on at least 190 of 200 days with one error of eight kinds', () => {
    const missed: string[] = [];
    const kinds = Object.entries(plants);
    for (let run = 0; run < 200; run += 1) {
      const next = numbersFrom(SEED * 1000 + run);
      const day = cleanDay(next);
      const [name, plant] = oneOf(kinds.slice(run % kinds.length), () => 0);
      const isTrue = plant(day, next);
      const { differences } = reconcile(input(day));
      if (!differences.slice(0, 3).some(isTrue)) missed.push(`${run} ${name}: ${JSON.stringify(differences.slice(0, 3))}`);
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(10);
  });

  it('[RC2] says nothing of 200 clean days', () => {
    for (let run = 0; run < 200; run += 1) {
      const day = cleanDay(numbersFrom(SEED * 7000 + run));
      const result = reconcile(input(day));
      expect(result.differences).toEqual([]);
      expect([result.matched, result.statementFen]).toEqual([day.statement.length, result.booksFen]);
    }
  });

  it('[RC3] a payment just before midnight that the wallet wrote just after is no difference on either day', () => {
    const day = cleanDay(numbersFrom(1));
    const payment: BookPayment = { paymentId: uuid(numbersFrom(2)), reference: 'N-1', method: 'alipay', amountFen: fen(3000), state: 'settled', at: atMinute(24 * 60 - 1), saleId: day.sales[0]!.saleId, receiptNumber: 'R', isApplied: true };
    const both = { ...input(day), payments: [...day.payments, payment], statement: [...day.statement, rowOf(payment, 24 * 60)] };
    expect(reconcile(both).differences).toEqual([]);
    expect(reconcile({ ...both, isInRange: (at) => at >= atMinute(24 * 60) }).differences).toEqual([]);
  });

  it('[RC3] rows of another terminal of the store are left alone when the file tells them apart', () => {
    const day = cleanDay(numbersFrom(3));
    const ours = day.statement.map((row) => ({ ...row, terminal: 'T-1' }));
    const theirs = ours.map((row, index) => ({ ...row, reference: `X${index}`, orderNumber: `${index}`, terminal: 'T-2' }));
    expect(reconcile({ ...input(day), statement: [...ours, ...theirs] }).differences).toEqual([]);
  });

  it('[RC3] without numbers a card machine’s rows are matched by amount and time', () => {
    const day = cleanDay(numbersFrom(4));
    const nameless = day.statement.filter((row) => row.kind === 'pay').map((row, index) => ({ ...row, reference: `A${index}`, orderNumber: '' }));
    expect(reconcile({ ...input(day), refunds: [], payments: day.payments, statement: nameless }).differences).toEqual([]);
  });

  it('[RC4] a difference of the drawer puts the sale that explains it first', () => {
    const next = numbersFrom(9);
    const day = cleanDay(next);
    const isTrue = plants['method']?.(day, next);
    const [first] = reconcile(input(day)).differences;
    expect(first !== undefined && isTrue?.(first)).toBe(true);
  });

  it('[RC5] every kind has its name, its meaning and its next step in both languages, in the words of the trade', () => {
    for (const kind of differenceKinds) {
      const text = differenceText(kind, 'zh-CN');
      expect(Object.values(text).every((words) => /\p{Script=Han}/u.test(words) && !/[A-Za-z]/.test(words))).toBe(true);
      expect(Object.values(differenceText(kind, 'en')).every((words) => words !== '' && !/\p{Script=Han}/u.test(words))).toBe(true);
    }
    expect([differenceText('wallet-only', 'zh-CN').title, differenceText('applied-unpaid', 'zh-CN').title]).toEqual(['已支付未销帐', '未支付已销帐']);
    expect(differenceText('wallet-only', 'zh-CN').action).toContain('补销帐');
    expect(differenceText('applied-unpaid', 'zh-CN').action).toContain('反销帐');
  });
});

const alipayDay = `#支付宝业务明细查询
#账号：[20880000000000000156]
#起始日期：[2026年11月24日 00:00:00]   终止日期：[2026年11月25日 00:00:00]
支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注
2026112422001400001\t,019ab00000007000800000000000aaaa\t,交易\t,"套餐,60"\t,2026-11-24 10:00:01\t,2026-11-24 10:00:05\t,SZ\t,深圳\t,\t,T-1\t,a***@b.c\t,60.00\t,60.00\t,\t,-0.23\t,\t
2026112422001400001\t,019ab00000007000800000000000aaaa\t,退款\t,套餐\t,2026-11-24 11:00:01\t,2026-11-24 11:00:05\t,SZ\t,深圳\t,\t,T-1\t,a***@b.c\t,-30.00\t,-30.00\t,019ab00000007000800000000000bbbb\t,0.00\t,\t
#业务明细列表结束
#导出时间：[2026年11月25日 09:00:00]
`;
const alipayLedger = `#支付宝账务明细查询
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
1,2026112422001400001,019ab00000007000800000000000aaaa,套餐,2026/11/24 10:00,x,60.00,0.00,60.00,支付宝,在线支付,
2,2026112422001400001,019ab00000007000800000000000aaaa,套餐,2026-11-24 10:00:06,x,0.00,-0.23,59.77,支付宝,收费,
3,2026112422001400001,019ab00000007000800000000000aaaa,套餐,2026-11-24 11:00:05,x,0.00,-30.00,29.77,支付宝,交易退款,
`;
const wechatDay = `\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r
\`2026-11-24 10:00:05,\`wx1,\`1900,\`0,\`,\`4200001,\`019ab00000007000800000000000aaaa,\`o1,\`MICROPAY,\`SUCCESS,\`OTHERS,\`CNY,\`60.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`套餐,\`,\`0.36000,\`0.60%,\`60.00,\`0.00,\`\r
\`2026-11-24 11:00:05,\`wx1,\`1900,\`0,\`,\`4200001,\`019ab00000007000800000000000aaaa,\`o1,\`MICROPAY,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`5030,\`019ab00000007000800000000000bbbb,\`30.00,\`0.00,\`ORIGINAL,\`SUCCESS,\`套餐,\`,\`-0.18000,\`0.60%,\`0.00,\`30.00,\`\r
总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r
\`2,\`60.00,\`30.00,\`0.00,\`0.18000,\`60.00,\`30.00\r
`;
const cardDay = 'reference,order_number,time,amount,kind\n123456,,2026-11-24 10:00:05,60.00,sale\n123457,,20261124 110005,30.00,退货\n???,,whenever,x,sale\n';

describe('reconcile-statement', () => {
  it('[RC6] reads the files of Alipay, WeChat Pay and acquirers by the names of their columns', () => {
    const files = { alipay: alipayDay, wechat: wechatDay } as const;
    for (const [source, text] of Object.entries(files)) {
      const read = readStatement(source as 'alipay', text);
      expect(read).toMatchObject({
        ok: true, value: {
          unreadableRows: 0, rows: [
            { kind: 'pay', orderNumber: '019ab00000007000800000000000aaaa', amountFen: 6000, at: '2026-11-24T02:00:05.000Z' },
            { kind: 'refund', refundNumber: '019ab00000007000800000000000bbbb', amountFen: 3000, at: '2026-11-24T03:00:05.000Z' },
          ],
        },
      });
    }
    expect(readStatement('card', cardDay)).toMatchObject({ ok: true, value: { unreadableRows: 1, rows: [{ kind: 'pay', reference: '123456', amountFen: 6000 }, { kind: 'refund', amountFen: 3000 }] } });
  });

  it('[RC6] leaves fees and payouts out of an account’s ledger', () => {
    expect(readStatement('alipay', alipayLedger)).toMatchObject({ ok: true, value: { unreadableRows: 0, rows: [{ kind: 'pay', amountFen: 6000 }, { kind: 'refund', amountFen: 3000 }] } });
  });

  it('[RC6] what names none of the columns is no statement', () => {
    for (const text of ['', 'a,b\n1,2', '\u0000\uFFFD'.repeat(1000), wechatDay.replaceAll('交易时间', '时刻')]) {
      expect(readStatement('wechat', text)).toEqual({ ok: false, problem: { code: 'statement-unreadable' } });
    }
  });

  it('[RC6] reads a file of two million characters without end', () => {
    const [head = '', row = ''] = wechatDay.split('\r\n');
    const text = `${head}\n${`${row}\n`.repeat(Math.floor(1_900_000 / row.length))}`;
    const read = readStatement('wechat', text);
    expect(read.ok && read.value.rows.length).toBe(Math.floor(1_900_000 / row.length));
  });
});
