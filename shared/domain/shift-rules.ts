// Who may take money into an open shift, until when, and what its close asks for.
import { Temporal } from 'temporal-polyfill';
import { needsApproval, type ApprovalPolicy } from './approval.ts';
import { fen, type Fen } from './fen.ts';
import type { StaffId } from './ids.ts';
import { asksSecondPerson, type WorkItem } from './open-work.ts';
import type { Role } from './permissions.ts';

/** personal: only who opened the shift takes money into it. shared: anybody of the store. */
export type DrawerRule = 'personal' | 'shared';

export interface ShiftInHand {
  readonly staffId: StaffId;
  /** RFC 3339 instant. */
  readonly openedAt: string;
}

export type ShiftRefusal = { readonly code: 'shift-of-other'; readonly ownerId: StaffId } | { readonly code: 'shift-too-long' };

/** The instant from which on a shift takes no more money until it is counted and closed. */
export function closesBy(openedAt: string, maxHours: number): string {
  return Temporal.Instant.from(openedAt).add({ hours: maxHours }).toString({ smallestUnit: 'millisecond' });
}

/** Whether a shift stands open longer than the store allows. */
export function isShiftTooLong(openedAt: string, maxHours: number, now: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(closesBy(openedAt, maxHours))) >= 0;
}

/** Whether this person answers for the drawer. */
export function isDrawerOf(shift: Pick<ShiftInHand, 'staffId'>, personId: StaffId, drawer: DrawerRule): boolean {
  return drawer === 'shared' || shift.staffId === personId;
}

/** Why this person may not take money into the open shift now; null when they may. */
export function takesMoney(facts: {
  readonly shift: ShiftInHand; readonly personId: StaffId; readonly drawer: DrawerRule; readonly maxHours: number; readonly now: string;
}): ShiftRefusal | null {
  const { shift, personId, drawer, maxHours, now } = facts;
  if (!isDrawerOf(shift, personId, drawer)) return { code: 'shift-of-other', ownerId: shift.staffId };
  return isShiftTooLong(shift.openedAt, maxHours, now) ? { code: 'shift-too-long' } : null;
}

/** Whether this person may count and close the shift: who answers for the drawer, or a manager. */
export function maySettle(shift: Pick<ShiftInHand, 'staffId'>, person: { readonly staffId: StaffId; readonly role: Role }, drawer: DrawerRule): boolean {
  return person.role === 'manager' || isDrawerOf(shift, person.staffId, drawer);
}

export interface CloseFacts {
  readonly overShortFen: Fen;
  readonly limitFen: Fen;
  readonly openWork: readonly WorkItem[];
  readonly policy: ApprovalPolicy;
  readonly role: Role;
  readonly now: string;
}

export interface CloseDemand {
  readonly needsReason: boolean;
  /** One word of a second person covers the whole close; null: none is needed. */
  readonly approval: { readonly operation: 'shift.close-difference' | 'shift.close-open-work'; readonly amountFen: Fen } | null;
}

/** What closing over this count asks for. A difference within the limit asks for nothing. */
export function closeDemand(facts: CloseFacts): CloseDemand {
  const { limitFen, openWork, policy, role, now } = facts;
  const amountFen = fen(Math.abs(facts.overShortFen));
  const needsReason = amountFen > limitFen;
  if (needsReason && needsApproval(policy, { operation: 'shift.close-difference', amountFen, role })) {
    return { needsReason, approval: { operation: 'shift.close-difference', amountFen } };
  }
  const isWorkOpen = openWork.some((item) => asksSecondPerson(item, now));
  const asksForWork = isWorkOpen && needsApproval(policy, { operation: 'shift.close-open-work', amountFen: fen(0), role });
  return { needsReason, approval: asksForWork ? { operation: 'shift.close-open-work', amountFen: fen(0) } : null };
}
