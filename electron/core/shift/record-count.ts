// Puts a blind count into the books, in the caller's transaction. Every count stays, also one that is counted again.
import { countedSum, type DenominationCount } from '#shared/domain/denominations.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import { overShort } from '#shared/domain/shift.ts';
import { appendEntry, type EntryStamp } from '../journal/append-entry.ts';
import type { WriteDb } from '../store/sql.ts';
import { insertCount, readLastCount, type CountRow, type OpenShift } from './shift-repository.ts';
import { shiftTotals } from './shift-view.ts';

export interface Counted {
  readonly countedFen: Fen;
  readonly denominations?: DenominationCount[] | undefined;
}

/** Whether the pieces do not come to the sum that was named with them. */
export function countDiffers(counted: Counted): boolean {
  return counted.denominations !== undefined && countedSum(counted.denominations) !== counted.countedFen;
}

export interface CountEntry {
  readonly shift: OpenShift;
  readonly stamp: EntryStamp;
  readonly staffId: StaffId;
  readonly counted: Counted;
}

/** The expected cash is worked out only now, after the count was given, and both are written down together. */
export function recordCount(db: WriteDb, { shift, stamp, staffId, counted }: CountEntry): CountRow {
  const { expectedFen } = shiftTotals(db, shift);
  const { countedFen, denominations } = counted;
  const count: CountRow = {
    attempt: (readLastCount(db, shift.shiftId)?.attempt ?? 0) + 1, staffId, countedFen, expectedFen, denominations: denominations ?? null, countedAt: stamp.at,
  };
  appendEntry(db, stamp, 'shift.counted', {
    shiftId: shift.shiftId, staffId, attempt: count.attempt, countedFen, expectedFen, overShortFen: overShort(expectedFen, countedFen),
    ...(denominations === undefined ? {} : { denominations }),
  });
  insertCount(db, shift.shiftId, count);
  return count;
}

/** The last count, if it is the one named and nothing has moved since; otherwise a new one is put into the books. */
export function countInForce(db: WriteDb, entry: CountEntry): CountRow {
  const last = readLastCount(db, entry.shift.shiftId);
  const { countedFen, denominations } = entry.counted;
  const isSame = last !== null && last.countedFen === countedFen && last.expectedFen === shiftTotals(db, entry.shift).expectedFen
    && (denominations === undefined || JSON.stringify(denominations) === JSON.stringify(last.denominations));
  return isSame ? last : recordCount(db, entry);
}
