import { describe, expect, it } from 'vitest';
import type { StaffId } from '#shared/domain/ids.ts';
import { closesBy, takesMoney } from '#shared/domain/shift-rules.ts';

// Names of people are texts; the brand only keeps kinds of ids apart.
const staff = (id: string): StaffId => id as StaffId;
const shift = { staffId: staff('c01'), openedAt: '2026-11-24T01:00:00.000Z' };
const facts = { shift, personId: staff('c01'), drawer: 'personal', maxHours: 16, now: '2026-11-24T10:00:00.000Z' } as const;

describe('shift-rules', () => {
  it('[T6] takes money only from who opened the shift, and from anybody where the drawer is shared', () => {
    expect(takesMoney(facts)).toBeNull();
    expect(takesMoney({ ...facts, personId: staff('c02') })).toEqual({ code: 'shift-of-other', ownerId: 'c01' });
    expect(takesMoney({ ...facts, personId: staff('m01') })).toEqual({ code: 'shift-of-other', ownerId: 'c01' });
    expect(takesMoney({ ...facts, personId: staff('c02'), drawer: 'shared' })).toBeNull();
  });

  it('[T7] takes no money from the hour on at which the shift is too long, whoever asks', () => {
    expect(closesBy(shift.openedAt, 16)).toBe('2026-11-24T17:00:00.000Z');
    expect(takesMoney({ ...facts, now: '2026-11-24T16:59:59.999Z' })).toBeNull();
    expect(takesMoney({ ...facts, now: '2026-11-24T17:00:00.000Z' })).toEqual({ code: 'shift-too-long' });
    expect(takesMoney({ ...facts, drawer: 'shared', personId: staff('c02'), now: '2026-11-25T17:00:00.000Z' })).toEqual({ code: 'shift-too-long' });
    expect(takesMoney({ ...facts, personId: staff('c02'), now: '2026-11-25T17:00:00.000Z' })).toEqual({ code: 'shift-of-other', ownerId: 'c01' });
  });
});
