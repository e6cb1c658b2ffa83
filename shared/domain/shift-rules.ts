// Who may take money into an open shift, and until when.
import { Temporal } from 'temporal-polyfill';
import type { StaffId } from './ids.ts';

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
