// Whether a PIN is right: compared outside any transaction, counted in one. Signing in and approving count the same tries.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { afterRightPin, afterWrongPin, isLocked, triesLeft } from '#shared/domain/pin-lock.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry, type EntryStamp } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import { unseal } from '../store/seal.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { isPinRight } from './pin-hash.ts';
import { readPersonWithPin, readPinLock, savePinLock, type Person } from './staff-repository.ts';

export interface PinEnds<T> {
  /** In the transaction that forgets the wrong tries. */
  right(db: WriteDb, person: Person, stamp: EntryStamp): T;
  /** In the transaction that counts the wrong try. */
  wrong?(db: WriteDb, stamp: EntryStamp): void;
}

/** A locked person is refused before the PIN is looked at; every wrong try is journaled. */
export async function checkPin<T>(
  ctx: CommandContext, profile: Profile, request: { readonly staffId: StaffId; readonly pin: string }, ends: PinEnds<T>,
): Promise<Result<T, ProblemOf<'staff-unknown' | 'pin-wrong' | 'staff-locked'>>> {
  const found = readPersonWithPin(ctx.db, request.staffId);
  if (found === null) return err({ code: 'staff-unknown' });
  const before = readPinLock(ctx.db, request.staffId);
  if (before.lockedUntilAt !== null && isLocked(before, ctx.now)) return err({ code: 'staff-locked', until: before.lockedUntilAt });
  const isRight = await isPinRight(request.pin, unseal(found.pinHashSealed, ctx.till.secrets.storeKey));
  return ctx.write((db): Result<T, ProblemOf<'pin-wrong' | 'staff-locked'>> => {
    // Read again: other tries may have been counted, and have locked the person, while this PIN was being hashed.
    const current = readPinLock(db, request.staffId);
    if (current.lockedUntilAt !== null && isLocked(current, ctx.now)) return err({ code: 'staff-locked', until: current.lockedUntilAt });
    const stamp = stampAt(db, profile, ctx.now);
    if (isRight) {
      savePinLock(db, request.staffId, afterRightPin());
      return ok(ends.right(db, found.person, stamp));
    }
    const after = afterWrongPin(current, ctx.now);
    savePinLock(db, request.staffId, after);
    appendEntry(db, stamp, 'staff.pin_failed', { staffId: request.staffId, failures: after.wrongTries, lockedUntil: after.lockedUntilAt });
    ends.wrong?.(db, stamp);
    if (after.lockedUntilAt !== null) return err({ code: 'staff-locked', until: after.lockedUntilAt });
    return err({ code: 'pin-wrong', triesLeft: triesLeft(after) });
  });
}
