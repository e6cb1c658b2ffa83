// What everything begins with that a person does in the open shift they have before them.
import { err, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Person } from '../staff/staff-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { readOpenShift, type OpenShift } from './shift-repository.ts';

export interface InShift {
  readonly profile: Profile;
  readonly person: Person;
  readonly shift: OpenShift;
}

/** Runs in one transaction, unless the shift that was seen is closed by now. */
export function inShift<T, P extends { readonly code: string }>(
  ctx: CommandContext, shiftId: ShiftId, act: (db: WriteDb, at: InShift) => Result<T, P>,
): Result<T, P | ProblemOf<'shift-closed' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<T, P | ProblemOf<'shift-closed'>> => {
    const shift = readOpenShift(db);
    return shift === null || shift.shiftId !== shiftId ? err({ code: 'shift-closed' }) : act(db, { profile, person, shift });
  });
}
