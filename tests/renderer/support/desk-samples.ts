// Sample readings for the desk screens: a training store with three people, one shift and a few sales. All synthetic.
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { SaleRow, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import { dateSchema, fenSchema, paymentIdSchema, printJobIdSchema, saleIdSchema, shiftIdSchema, staffIdSchema, storeIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';


export const terminal: ReplyValueOf<'terminal.read'> = {
  phase: 'ready', stoppedBy: null, terminalId: terminalIdSchema.parse('T-0007'), storeId: storeIdSchema.parse('SZ-001'),
  storeName: { 'zh-CN': '深圳华强北店', en: 'Shenzhen Huaqiangbei' }, timeZone: 'Asia/Shanghai', isTraining: true, todayOn: dateSchema.parse('2026-11-24'),
  now: '2026-11-24T02:32:09.000Z', isKeySealed: false, directoryCount: 206, locale: 'zh-CN', hotline: '400-000-0000',
};

export const people: ReplyValueOf<'staff.list'> = [
  { staffId: staffIdSchema.parse('c01'), name: '李*', role: 'clerk' },
  { staffId: staffIdSchema.parse('c02'), name: '陈*', role: 'clerk' },
  { staffId: staffIdSchema.parse('m01'), name: '周*', role: 'manager' },
];

export const clerk = people[0] ?? null;
export const manager = people[2] ?? null;
export const auditor: ReplyValueOf<'session.read'>['person'] = { staffId: staffIdSchema.parse('a01'), name: '郑*', role: 'auditor' };

export const signedOut: ReplyValueOf<'session.read'> = { state: 'signed-out', person: null, idleLockSeconds: 120 };
export const signedIn: ReplyValueOf<'session.read'> = { state: 'signed-in', person: clerk, idleLockSeconds: 120 };
export const locked: ReplyValueOf<'session.read'> = { state: 'locked', person: clerk, idleLockSeconds: 120 };

export const online: SyncView = {
  state: 'online', isReachable: true, pendingCount: 0, pendingSales: 0, oldestPendingAt: null, lastContactAt: '2026-11-24T02:31:40.000Z', nextTryAt: null,
  lastProblem: null, rejectedCount: 0, clockSkewSeconds: 0, clockDoubt: null, backupProblem: null, delivery: null,
};
export const offline: SyncView = {
  ...online, state: 'offline', isReachable: false, pendingCount: 3, pendingSales: 1, oldestPendingAt: '2026-11-24T02:20:00.000Z',
  nextTryAt: '2026-11-24T02:32:40.000Z', lastProblem: 'gateway-unreachable',
};

const receipt: SaleView['receipt'] = { locale: 'zh-CN', isTraining: true, lines: [{ kind: 'text', text: 'Heyon卡 续费受理单', align: 'center', size: 'large', isBold: true }] };

export const shift: NonNullable<ReplyValueOf<'shift.current'>['shift']> = {
  shiftId: shiftIdSchema.parse('S-1'), staffId: staffIdSchema.parse('c01'), openedAt: '2026-11-24T01:02:03.000Z', businessDate: dateSchema.parse('2026-11-24'),
  floatFen: fen(30_000), saleCount: 12, salesFen: fen(114_000), refundsFen: fen(0), voidsFen: fen(0), paidInFen: fen(0), paidOutFen: fen(0), dropsFen: fen(0), noSaleCount: 0,
  closesBy: '2026-11-24T17:02:03.000Z', isTooLong: false, isMine: true,
};

export const z: ZReport = {
  shiftId: shift.shiftId, staffId: shift.staffId, zNumber: 7, openedAt: shift.openedAt, countedFen: fenSchema.parse(143_000), overShortFen: fen(-1000),
  totals: {
    saleCount: 12, salesFen: fen(114_000), refundsFen: fen(0), cashSalesFen: fen(114_000), cashRefundsFen: fen(0), paidInFen: fen(0), paidOutFen: fen(0),
    dropsFen: fen(0), floatFen: fen(30_000), expectedFen: fen(144_000),
  },
  firstSeq: 10, lastSeq: 60, headHash: 'a'.repeat(64), grandNetFen: fen(514_000), grandAbsoluteFen: fen(514_000), waitingCount: 3, receipt,
  closedAt: '2026-11-24T10:02:03.000Z', businessDate: shift.businessDate,
};

/** Sale number `n` of the day; the states of the carrier take turns. */
export function saleRow(n: number): SaleRow {
  const carriers: SaleRow['carrier'][] = [
    { state: 'waiting' }, { state: 'applied', confirmedExpiry: dateSchema.parse('2027-02-23') }, { state: 'rejected', reason: 'card-closed' }, { state: 'accepted' },
  ];
  return {
    saleId: saleIdSchema.parse(`01930000-0000-7000-8000-${String(n).padStart(12, '0')}`), receiptNumber: `T0007-20261124-${String(n).padStart(4, '0')}`, seq: 100 + n,
    completedAt: `2026-11-24T0${1 + (n % 2)}:${String(10 + (n % 50))}:00.000Z`, businessDate: dateSchema.parse('2026-11-24'), staffId: staffIdSchema.parse('c01'),
    msisdnMasked: '165****0002', planName: { 'zh-CN': '畅享 60 元', en: 'Plus 60' }, months: 3, totalFen: fen(18_000), receivedFen: fen(20_000), changeFen: fen(2000),
    roundingFen: fen(0), refundedFen: fen(0), refundingFen: fen(0), voided: null,
    tenders: [{
      paymentId: paymentIdSchema.parse(`01930000-0000-7000-8000-${String(900 + n).padStart(12, '0')}`), method: 'cash', way: null, amountFen: fen(18_000), receivedFen: fen(20_000),
      changeFen: fen(2000), reference: null, refundedFen: fen(0),
    }],
    mode: 'online', expiryBefore: dateSchema.parse('2026-11-14'), expectedExpiry: dateSchema.parse('2027-02-23'), autoRenewal: 'off',
    carrier: carriers[n % 4] ?? { state: 'waiting' },
    print: { printJobId: printJobIdSchema.parse(`p-${n}`), copyNumber: 0, state: 'spooled', detail: 'XP-80', at: '2026-11-24T02:32:09.000Z' },
  };
}

export const saleView = (n: number): SaleView => ({ ...saleRow(n), receipt });
