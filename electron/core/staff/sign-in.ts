// Signing in: the PIN opens the till for the person it belongs to.
import { err, type Result } from '#shared/domain/base/result.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry } from '../journal/append-entry.ts';
import type { CommandContext } from '../till.ts';
import { checkPin } from './check-pin.ts';
import type { Person } from './staff-repository.ts';

type Refusal = ProblemOf<'staff-unknown' | 'pin-wrong' | 'staff-locked' | 'not-enrolled'>;

export async function signIn(ctx: CommandContext, request: { staffId: StaffId; pin: string }): Promise<Result<Person, Refusal>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  return checkPin(ctx, profile, request, {
    right: (db, person, stamp) => {
      appendEntry(db, stamp, 'staff.signed_in', { staffId: request.staffId });
      return person;
    },
  });
}
