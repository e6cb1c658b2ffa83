// What every figure of the manager's day is made of. The sum, the bars and the rows of a figure all come from its line here.
import type { ReviewFigure } from '#shared/contract/till/review-channels.ts';
import type { JournalType } from '#shared/contract/journal-entries.ts';
import type { MoneyKind } from '../money/money-line-repository.ts';

/** A figure that is a sum of money lines. */
export interface MoneyFigure {
  readonly source: 'money';
  readonly kinds: readonly MoneyKind[];
  /** -1 turns what went out into a figure that reads as positive. */
  readonly sign: 1 | -1;
  /** What one bar, slice or person of it stands for. */
  readonly key: 'hour' | 'plan_id' | 'method' | 'staff_id';
  /** The lines that are counted; the others only add to the sum. */
  readonly counted: MoneyKind;
}

/** A figure that counts journal rows. `isCopy`: of printed papers only those that are marked as copies. */
export interface JournalFigure {
  readonly source: 'journal';
  /** Not `JournalType`s alone: agreements have none yet, and read as 0 until then. */
  readonly types: readonly string[];
  readonly isCopy: boolean;
}

/** A figure of what stands open, told by the state of a row. */
export interface StateFigure {
  readonly source: 'open-payments' | 'unsent' | 'rejected';
}

export type FigureSource = MoneyFigure | JournalFigure | StateFigure;

const turnover = { source: 'money', kinds: ['sale', 'void', 'refund'], sign: 1, counted: 'sale' } as const;
const money = (kind: MoneyKind, sign: 1 | -1): MoneyFigure => ({ source: 'money', kinds: [kind], sign, key: 'staff_id', counted: kind });
const journal = (...types: string[]): JournalFigure => ({ source: 'journal', types, isCopy: false });

const tenders = { source: 'money', kinds: ['tender', 'tender-back'], sign: 1, key: 'method', counted: 'tender' } as const;

export const figures = {
  sales: money('sale', 1),
  refunds: money('refund', -1),
  voids: money('void', -1),
  net: { ...turnover, key: 'staff_id' },
  rounding: money('rounding', 1),
  tenders,
  'paid-in': money('paid-in', 1),
  'paid-out': money('paid-out', -1),
  drops: money('drop', -1),
  'over-short': money('over-short', 1),
  'open-payments': { source: 'open-payments' },
  unsent: { source: 'unsent' },
  rejected: { source: 'rejected' },
  'identity-checks': journal('identity.checked'),
  copies: { ...journal('receipt.printed'), isCopy: true },
  'no-sales': journal('drawer.opened'),
  approvals: journal('approval.granted'),
  'failed-pins': journal('staff.pin_failed'),
  agreements: journal('agreement.signed', 'agreement.cancelled'),
  'by-hour': { ...turnover, key: 'hour' },
  'by-plan': { ...turnover, key: 'plan_id' },
  'by-method': tenders,
  'by-staff': { ...turnover, key: 'staff_id' },
} as const satisfies Record<ReviewFigure, FigureSource>;

/** The journal rows that are counted at all; the partial index `journal_by_day` names the same ones. */
export const countedTypes = [
  'receipt.printed', 'drawer.opened', 'identity.checked', 'approval.granted', 'approval.refused', 'staff.pin_failed', 'shift.counted', 'agreement.signed',
  'agreement.cancelled',
] as const;

/** The journal rows of a sale's story besides the sale itself; the partial index `journal_of_sale` names the same ones. */
export const storyTypes = [
  'identity.checked', 'payment.started', 'payment.settled', 'payment.failed', 'payment.unknown', 'payment.reversing', 'payment.reversed', 'sale.voided',
  'refund.started', 'refund.completed', 'refund.failed', 'receipt.printed', 'task.assigned', 'task.closed', 'approval.granted', 'approval.refused',
] as const satisfies readonly JournalType[];
