// The facts that the receipt tests compose from: one online renewal, one offline, one closed shift. All synthetic.
import { journalPayloads, shiftClosedSchema, saleCompletedSchema, type SaleCompleted, type ShiftClosed } from '#shared/contract/journal-entries.ts';
import { configRecordSchema, storeRecordSchema } from '#shared/contract/records.ts';
import type { SaleReceiptInput } from '#shared/receipt/compose-sale-receipt.ts';
import { fen } from '#shared/domain/fen.ts';
import type { CashSlipInput } from '#shared/receipt/compose-cash-slip.ts';
import type { XReportInput } from '#shared/receipt/compose-x-report.ts';
import type { ZReportInput } from '#shared/receipt/compose-z-report.ts';

const store = storeRecordSchema.parse({
  storeId: 'SZ-001',
  name: { 'zh-CN': '深圳华强北店', en: 'Shenzhen Huaqiangbei' },
  address: { 'zh-CN': '测试路 1 号', en: '1 Test Road' },
  timeZone: 'Asia/Shanghai',
  hotline: '400-000-0000',
  isTraining: false,
});

const config = configRecordSchema.parse({
  idleLockSeconds: 300,
  identityPolicy: { mode: 'never-for-payment', limitFen: 0 },
  stageDays: { graceDays: 7, suspendedDays: 90 },
  offlineRowMaxAgeHours: 72,
  pollSeconds: 30,
  receiptLocale: 'zh-CN',
  invoiceUrl: 'https://invoice.example/t/',
});

const sale: SaleCompleted = saleCompletedSchema.parse({
  saleId: '019ab000-0000-7000-8000-000000000001',
  receiptNumber: 'T0007-20261124-0042',
  shiftId: 'sh-1',
  staffId: 'c01',
  begunByStaffId: 'c01',
  subscriber: { ref: 'sub-2', msisdnMasked: '165****0002' },
  lines: [{ planId: 'plus-60', planVersion: 1, months: 3, amount: 18000 }],
  total: 18000,
  tenders: [{ paymentId: '019ab000-0000-7000-8000-00000a1b2c3d', method: 'cash', amount: 18000, received: 20000, change: 2000 }],
  identityCheckId: null,
  mode: 'online',
  expiryBefore: '2026-11-14',
  expectedExpiry: '2027-02-23',
  quotedOn: '2026-11-24',
  invoiceToken: 'tok_AbCdEfGhIjKlMn',
});

/** A renewal of three months, paid with 200 yuan, while the carrier could be reached. */
export const onlineSale: SaleReceiptInput = {
  sale,
  at: '2026-11-24T02:32:07.123Z',
  businessDate: '2026-11-24',
  seq: 118,
  hash: `9f3a${'0'.repeat(60)}`,
  store,
  terminalId: 'T-0007',
  planNames: { 'plus-60': { 'zh-CN': '畅享 60 元', en: 'Plus 60' } },
  iccidLast4: '0028',
  autoRenewal: 'off',
  cards: {},
  config,
  locale: 'zh-CN',
};

/** The same in an outage. */
export const offlineSale: SaleReceiptInput = { ...onlineSale, sale: { ...sale, mode: 'offline' } };

const [alipayId, cardId, cashId] = ['019ab000-0000-7000-8000-00000a1b2c4d', '019ab000-0000-7000-8000-00000a1b2c5d', '019ab000-0000-7000-8000-00000a1b2c6d'];

/** Part wallet, part card, the rest in cash rounded to ten fen. */
export const splitSale: SaleReceiptInput = {
  ...onlineSale,
  cards: { [cardId]: '4242' },
  sale: saleCompletedSchema.parse({
    ...sale,
    tenders: [
      { paymentId: alipayId, method: 'alipay', amount: 9996, way: 'payer-code', reference: '2026112422001412345678901234' },
      { paymentId: cardId, method: 'card', amount: 5000, way: 'stand-alone', reference: '123456' },
      { paymentId: cashId, method: 'cash', amount: 3000, received: 5000, change: 2000 },
    ],
    rounding: -4,
  }),
};

/** Any slip as a training terminal prints it. */
export function inTraining<T extends SaleReceiptInput | ZReportInput>(input: T): T {
  return { ...input, store: { ...input.store, isTraining: true } };
}

const z: ShiftClosed = shiftClosedSchema.parse({
  shiftId: 'sh-1',
  staffId: 'm01',
  zNumber: 12,
  openedAt: '2026-11-24T01:00:00.000Z',
  countedFen: 81500,
  overShortFen: -500,
  totals: {
    saleCount: 17, salesFen: 150000, refundsFen: 3000, cashSalesFen: 120000, cashRefundsFen: 3000, paidInFen: 20000, paidOutFen: 5000,
    dropsFen: 100000, floatFen: 50000, expectedFen: 82000, voidCount: 1, voidsFen: 1003, refundCount: 2, roundingFen: -3,
    byMethod: [
      { method: 'cash', count: 13, takenFen: 120000, returnedFen: 3000 }, { method: 'alipay', count: 3, takenFen: 26000, returnedFen: 0 },
      { method: 'card', count: 1, takenFen: 4000, returnedFen: 1000 },
    ],
    noSaleCount: 2, copyCount: 1,
  },
  firstSeq: 90,
  lastSeq: 130,
  headHash: `77ab${'1'.repeat(60)}`,
  grandNetFen: 123456700,
  grandAbsoluteFen: 124056700,
  waitingCount: 3,
  denominations: [{ valueFen: 10000, pieces: 7 }, { valueFen: 5000, pieces: 2 }, { valueFen: 1000, pieces: 1 }, { valueFen: 500, pieces: 1 }, { valueFen: 10, pieces: 0 }],
  countAttempts: 2,
  differenceReason: 'change-mistake',
  approvalId: '019ab000-0000-7000-8000-00000000000a',
  carriedOver: [{ kind: 'unsent', id: '128-130', amount: 6000 }, { kind: 'payment', id: '019ab000-0000-7000-8000-00000000000b', amount: 3000 }],
  forced: true,
  ownerId: 'c01',
});

/** A shift of seventeen renewals that stood open too long and whose drawer is five yuan short; a manager closes it. */
export const closedShift: ZReportInput = {
  z, store, terminalId: 'T-0007', closedAt: '2026-11-24T13:05:09.000Z', businessDate: '2026-11-24', seq: 131, hash: `c0de${'2'.repeat(60)}`,
  locale: 'zh-CN', approverId: 'm02', betweenShiftsFen: fen(-7000),
  carriedOver: [
    { kind: 'unsent', id: '128-130', label: '3', amountFen: fen(6000), at: '2026-11-24T12:00:00.000Z' },
    { kind: 'payment', id: '019ab000-0000-7000-8000-00000000000b', label: '165****0002', amountFen: fen(3000), at: '2026-11-24T12:30:00.000Z' },
    { kind: 'unprinted', id: '019ab000-0000-7000-8000-00000000000c', label: 'T-0007-20261124-0016', amountFen: fen(6000), at: '2026-11-24T12:40:00.000Z' },
  ],
};

/** The same shift as its closed report was before figures by way to pay were kept. */
export const plainShift: ZReportInput = {
  ...closedShift, approverId: null, betweenShiftsFen: fen(0), carriedOver: [],
  z: shiftClosedSchema.parse({
    shiftId: z.shiftId, staffId: 'c01', zNumber: 11, openedAt: z.openedAt, countedFen: 82000, overShortFen: 0, firstSeq: 1, lastSeq: 89, headHash: z.headHash,
    grandNetFen: 0, grandAbsoluteFen: 0, waitingCount: 0,
    totals: {
      saleCount: 17, salesFen: 120000, refundsFen: 3000, cashSalesFen: 120000, cashRefundsFen: 3000, paidInFen: 20000, paidOutFen: 5000, dropsFen: 100000,
      floatFen: 50000, expectedFen: 82000,
    },
  }),
};

/** The reading of the shift before it closed. */
export const openShiftReading: XReportInput = {
  totals: z.totals, staffId: 'c01', openedAt: z.openedAt, at: '2026-11-24T10:00:00.000Z', businessDate: '2026-11-24', store, terminalId: 'T-0007', locale: 'zh-CN',
  betweenShiftsFen: fen(-7000),
};

/** Fifty yuan paid out of the drawer. */
export const paidOut: CashSlipInput = {
  moved: journalPayloads['cash.moved'].parse({
    shiftId: 'sh-1', staffId: 'c01', approvalId: '019ab000-0000-7000-8000-00000000000a', direction: 'out', amount: 5000, reason: 'courier-fee',
  }),
  approverId: 'm01', at: '2026-11-24T09:00:00.000Z', businessDate: '2026-11-24', seq: 120, hash: `ab12${'0'.repeat(60)}`, store, terminalId: 'T-0007', locale: 'zh-CN',
};
