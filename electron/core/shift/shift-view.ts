// The open shift as the person at the terminal may see it, and the totals from which X and Z are made.
import { fen, type Fen } from '#shared/domain/fen.ts';
import { moneyTotals } from '#shared/domain/money-totals.ts';
import { closesBy, isDrawerOf, isShiftTooLong } from '#shared/domain/shift-rules.ts';
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import type { ShiftView, ZReport } from '#shared/contract/till/shift-channels.ts';
import { countActsSince } from '../journal/journal-repository.ts';
import { sumMoneyOfShift } from '../money/money-line-repository.ts';
import type { Person } from '../staff/staff-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Profile } from '../till.ts';
import { readLastClosed, type ClosedShift, type OpenShift } from './shift-repository.ts';

/** The one calculation of X, Z, screen and paper. */
export function shiftTotals(db: ReadDb, shift: OpenShift): ShiftTotals {
  const { byMethod, ...totals } = moneyTotals(sumMoneyOfShift(db, shift));
  return { ...totals, byMethod: [...byMethod], ...countActsSince(db, shift.openedSeq) };
}

export interface Viewer {
  readonly person: Person | null;
  readonly profile: Profile;
  readonly now: string;
}

/** Whether this person may see the figures of the shift: who answers for its drawer, and who reads the store's figures. */
export function seesFigures(shift: Pick<OpenShift, 'staffId'>, person: Person | null, profile: Profile): boolean {
  if (person === null) return false;
  return person.role !== 'clerk' || isDrawerOf(shift, person.staffId, profile.config.shift.drawer);
}

export function shiftView(db: ReadDb, shift: OpenShift, { person, profile, now }: Viewer): ShiftView {
  const { drawer, maxHours } = profile.config.shift;
  const figures = seesFigures(shift, person, profile) ? shownFigures(shiftTotals(db, shift)) : hiddenFigures;
  return {
    shiftId: shift.shiftId, staffId: shift.staffId, openedAt: shift.openedAt, businessDate: shift.businessDate, floatFen: shift.floatFen, ...figures,
    closesBy: closesBy(shift.openedAt, maxHours), isTooLong: isShiftTooLong(shift.openedAt, maxHours, now),
    isMine: person !== null && person.role !== 'auditor' && isDrawerOf(shift, person.staffId, drawer),
  };
}

type Figures = Pick<ShiftView, 'saleCount' | 'salesFen' | 'refundsFen' | 'voidsFen' | 'paidInFen' | 'paidOutFen' | 'dropsFen' | 'noSaleCount'>;

function shownFigures(totals: ShiftTotals): Figures {
  const { saleCount, salesFen, refundsFen, voidsFen = fen(0), paidInFen, paidOutFen, dropsFen, noSaleCount = 0 } = totals;
  return { saleCount, salesFen, refundsFen, voidsFen, paidInFen, paidOutFen, dropsFen, noSaleCount };
}

const hiddenFigures: Figures = { saleCount: null, salesFen: null, refundsFen: null, voidsFen: null, paidInFen: null, paidOutFen: null, dropsFen: null, noSaleCount: null };

/** What was taken out of the drawer (negative) or put in between the last close and this opening; 0 where there was no close before. */
export function betweenShifts(db: ReadDb, floatFen: Fen): Fen {
  const last = readLastClosed(db);
  return last === null ? fen(0) : fen(floatFen - last.z.countedFen);
}

/** Whether this person may see a closed shift: its owner, who closed it, and who reads the store's figures. */
export function seesClosed(closed: ClosedShift, person: Person | null, profile: Profile): boolean {
  return seesFigures({ staffId: closed.ownerId }, person, profile) || person?.staffId === closed.z.staffId;
}

export function zReportOf(closed: ClosedShift): ZReport {
  return { ...closed.z, receipt: closed.receipt, closedAt: closed.closedAt, businessDate: closed.businessDate };
}
