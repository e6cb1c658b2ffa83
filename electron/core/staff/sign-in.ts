// Signing in: the PIN is compared outside any transaction, its result is recorded in one.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { afterRightPin, afterWrongPin, isLocked, triesLeft } from '#shared/domain/pin-lock.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import { unseal } from '../store/seal.ts';
import type { CommandContext } from '../till.ts';
import { isPinRight } from './pin-hash.ts';
import { readPersonWithPin, readPinLock, savePinLock, type Person } from './staff-repository.ts';

type Refusal = ProblemOf<'staff-unknown' | 'pin-wrong' | 'staff-locked' | 'not-enrolled'>;

/** Checks a PIN. A locked person is refused before the PIN is looked at; every wrong try is journaled. */
export async function signIn(ctx: CommandContext, request: { staffId: StaffId; pin: string }): Promise<Result<Person, Refusal>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const found = readPersonWithPin(ctx.db, request.staffId);
  if (found === null) return err({ code: 'staff-unknown' });
  const before = readPinLock(ctx.db, request.staffId);
  if (before.lockedUntilAt !== null && isLocked(before, ctx.now)) return err({ code: 'staff-locked', until: before.lockedUntilAt });
  const isRight = await isPinRight(request.pin, unseal(found.pinHashSealed, ctx.till.secrets.storeKey));
  return ctx.write((db): Result<Person, Refusal> => {
    // Read again: other tries may have been counted, and have locked the person, while this PIN was being hashed.
    const current = readPinLock(db, request.staffId);
    if (current.lockedUntilAt !== null && isLocked(current, ctx.now)) return err({ code: 'staff-locked', until: current.lockedUntilAt });
    const stamp = stampAt(db, profile, ctx.now);
    if (isRight) {
      savePinLock(db, request.staffId, afterRightPin());
      appendEntry(db, stamp, 'staff.signed_in', { staffId: request.staffId });
      return ok(found.person);
    }
    const after = afterWrongPin(current, ctx.now);
    savePinLock(db, request.staffId, after);
    appendEntry(db, stamp, 'staff.pin_failed', { staffId: request.staffId, failures: after.wrongTries, lockedUntil: after.lockedUntilAt });
    if (after.lockedUntilAt !== null) return err({ code: 'staff-locked', until: after.lockedUntilAt });
    return err({ code: 'pin-wrong', triesLeft: triesLeft(after) });
  });
}
